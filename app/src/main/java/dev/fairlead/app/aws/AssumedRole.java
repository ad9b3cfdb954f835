package dev.fairlead.app.aws;

import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.Doubt;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * A role's credentials from STS. Not through the SDK's provider, whose own memory would keep a
 * revoked session until its end.
 *
 * @param base the credentials that may assume the role
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">STS:
 *     AssumeRole</a>
 */
record AssumedRole(Supplier<StsClient> sts, String roleArn, CredentialCache base)
        implements CredentialSource {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Override
    public String kind() {
        return "role";
    }

    @Override
    public AwsCredentials resolve() {
        return switch (base.lookUp(Duration.ZERO, Deadline.in(PATIENCE))) {
            case Credentialed.Held(Session session) -> assume(session.credentials());
            case Credentialed.Missing(Doubt doubt) ->
                    throw SdkClientException.create(
                            "no credentials to assume a role with: " + doubt.token());
        };
    }

    private AwsCredentials assume(AwsCredentials own) {
        AssumeRoleRequest request =
                AssumeRoleRequest.builder()
                        .roleArn(roleArn)
                        .roleSessionName("fairlead")
                        .overrideConfiguration(
                                c -> c.credentialsProvider(StaticCredentialsProvider.create(own)))
                        .build();
        Credentials issued = sts.get().assumeRole(request).credentials();
        return AwsSessionCredentials.builder()
                .accessKeyId(issued.accessKeyId())
                .secretAccessKey(issued.secretAccessKey())
                .sessionToken(issued.sessionToken())
                .expirationTime(issued.expiration())
                .build();
    }
}
