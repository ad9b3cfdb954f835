package dev.fairlead.app.aws;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Secrets in AWS Secrets Manager, by their ARNs.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html">
 *     GetSecretValue</a>
 */
public final class SecretsManager {
    private static final Pattern ARN =
            Pattern.compile("arn:[a-z-]+:secretsmanager:([a-z0-9-]+):\\d{12}:secret:\\S+");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private SecretsManager() {}

    public static boolean isArn(String reference) {
        return ARN.matcher(reference).matches();
    }

    /** Reads once, with a client of its own: it is done every few minutes. */
    public static String read(String arn) throws IOException {
        Matcher parts = ARN.matcher(arn);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + arn + "' is not the ARN of a secret");
        }
        try (SecretsManagerClient client = client(parts.group(1))) {
            return Optional.ofNullable(client.getSecretValue(r -> r.secretId(arn)).secretString())
                    .orElseThrow(() -> new IOException("is binary; store it as text"));
        } catch (SdkException e) {
            throw new IOException("Secrets Manager doesn't give it: " + firstLine(e), e);
        }
    }

    private static SecretsManagerClient client(String region) {
        return SecretsManagerClient.builder()
                .region(Region.of(region))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(c -> c.apiCallTimeout(PATIENCE))
                .build();
    }

    private static String firstLine(SdkException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
