package dev.fairlead.app.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

import java.util.Optional;

/**
 * The program's own credentials: variables, profile, web identity, container or instance.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/credentials-chain.html">the
 *     SDK's default chain</a>
 */
final class DefaultChain implements CredentialSource {

    @Override
    public String kind() {
        return "default";
    }

    /** The first two links, which answer under Lambda. */
    @Override
    public Optional<AwsCredentials> atHand() {
        try {
            return Optional.of(
                    AwsCredentialsProviderChain.of(
                                    SystemPropertyCredentialsProvider.create(),
                                    EnvironmentVariableCredentialsProvider.create())
                            .resolveCredentials());
        } catch (SdkClientException _) { // neither has any
            return Optional.empty();
        }
    }

    /** A chain of its own each time: the SDK's would answer from its own memory. */
    @Override
    public AwsCredentials resolve() {
        try (DefaultCredentialsProvider chain = DefaultCredentialsProvider.builder().build()) {
            return chain.resolveCredentials();
        }
    }
}
