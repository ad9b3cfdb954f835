package dev.fairlead.app.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;

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

    /**
     * The first two links alone where they answer, as under Lambda: the others take long to make.
     */
    @Override
    public AwsCredentials resolve() {
        return AwsCredentialsProviderChain.of(
                        SystemPropertyCredentialsProvider.create(),
                        EnvironmentVariableCredentialsProvider.create(),
                        DefaultChain::resolveAll)
                .resolveCredentials();
    }

    /** A chain of its own each time: the SDK's would answer from its own memory. */
    private static AwsCredentials resolveAll() {
        try (DefaultCredentialsProvider chain = DefaultCredentialsProvider.builder().build()) {
            return chain.resolveCredentials();
        }
    }
}
