package dev.fairlead.app.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** Where credentials come from, asked anew each time; may block. */
interface CredentialSource {

    /** What metrics and logs call it: {@code default} or {@code role}. */
    String kind();

    /**
     * Asks for credentials.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException when there are none
     */
    AwsCredentials resolve();
}
