package dev.fairlead.app.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentials;

import java.util.Optional;

/** Where credentials come from, asked anew each time; may block. */
interface CredentialSource {

    /** What metrics and logs call it: {@code default} or {@code role}. */
    String kind();

    /** Those that need asking nobody, if there are any: they are in this process already. */
    default Optional<AwsCredentials> atHand() {
        return Optional.empty();
    }

    /**
     * Asks for credentials.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException when there are none
     */
    AwsCredentials resolve();
}
