package dev.fairlead.app.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

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

    /** A chain of its own each time: the SDK's would answer from its own memory. */
    @Override
    public AwsCredentials resolve() {
        try (DefaultCredentialsProvider chain = DefaultCredentialsProvider.builder().build()) {
            return chain.resolveCredentials();
        }
    }
}
