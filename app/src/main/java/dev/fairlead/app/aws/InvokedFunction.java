package dev.fairlead.app.aws;

import dev.fairlead.spi.ConfigurationException;
import dev.fairlead.spi.Settings;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Lambda function that is left with events.
 *
 * @param name its name or ARN
 * @param qualifier a version; empty: as the ARN says
 * @param timeout for one call in all
 */
public record InvokedFunction(
        String name,
        Optional<String> qualifier,
        String region,
        Optional<URI> endpoint,
        Duration timeout) {
    private static final Pattern ARN =
            Pattern.compile(
                    "arn:aws[a-z-]*:lambda:([a-z0-9-]+):[0-9]{12}:function:[A-Za-z0-9_-]+"
                            + "(:[A-Za-z0-9$_-]+)?");
    private static final String UPLOADER = "UPLOADER_LAMBDA_ARN";

    /**
     * The function that does the background work of this one: {@code UPLOADER_LAMBDA_ARN}, else
     * itself in the same version. Empty outside Lambda.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">what
     *     Lambda sets in the environment</a>
     */
    public static Optional<InvokedFunction> read(
            Settings section, Map<String, String> environment) {
        Optional<URI> endpoint =
                Addresses.url(section, "lambda-endpoint", environment, "AWS_ENDPOINT_URL_LAMBDA");
        Duration timeout =
                section.duration(
                        "lambda-timeout",
                        Duration.ofSeconds(2),
                        Duration.ofMillis(1),
                        Duration.ofSeconds(30));
        return variable(environment, "AWS_LAMBDA_FUNCTION_NAME")
                .map(own ->
                        variable(environment, UPLOADER)
                                .map(arn -> ofArn(arn, endpoint, timeout))
                                .orElseGet(() -> itself(own, environment, endpoint, timeout)));
    }

    private static InvokedFunction ofArn(String arn, Optional<URI> endpoint, Duration timeout) {
        Matcher matcher = ARN.matcher(arn);
        if (!matcher.matches()) {
            throw new ConfigurationException(
                    UPLOADER,
                    "'"
                            + arn
                            + "' is not the ARN of a function, such as"
                            + " arn:aws:lambda:eu-west-1:123456789012:function:uploader");
        }
        return new InvokedFunction(arn, Optional.empty(), matcher.group(1), endpoint, timeout);
    }

    private static InvokedFunction itself(
            String name,
            Map<String, String> environment,
            Optional<URI> endpoint,
            Duration timeout) {
        String region =
                variable(environment, "AWS_REGION")
                        .orElseThrow(() ->
                                new ConfigurationException(
                                        "AWS_REGION", "is missing; Lambda sets it"));
        return new InvokedFunction(
                name,
                variable(environment, "AWS_LAMBDA_FUNCTION_VERSION"),
                region,
                endpoint,
                timeout);
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
