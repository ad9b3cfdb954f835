package dev.fairlead.rpm;

import dev.fairlead.spi.ConfigurationException;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Mounts as the original's environment describes them; wrong values are named as they stand there.
 */
record DropIn(Map<String, String> environment) {
    private static final List<String> OWN =
            List.of(
                    "S3_BUCKET_NAME",
                    "ORIGIN_HOST",
                    "UPLOADER_LAMBDA_ARN",
                    "CACHE_EXTENSIONS",
                    "PRESIGNED_URL_EXPIRATION",
                    "ORIGIN_HEAD_TIMEOUT");

    private static final Pattern HOST =
            Pattern.compile("(https?://)?[A-Za-z0-9.-]+(:[0-9]{1,5})?/?");
    private static final BigDecimal WEEK = BigDecimal.valueOf(604_800);

    /** No mounts where nothing of the original's is set. */
    static Map<String, Map<String, Object>> mounts(Map<String, String> environment) {
        DropIn dropIn = new DropIn(environment);
        if (OWN.stream().allMatch(name -> dropIn.value(name).isEmpty())) {
            return Map.of();
        }
        Map<String, Map<String, Object>> mounts = new LinkedHashMap<>();
        mounts.put("rpm", dropIn.rpm());
        if (dropIn.value("OCI_REGISTRY")
                .or(() -> dropIn.value("OCI_ALLOWED_PREFIXES"))
                .isPresent()) {
            mounts.put("oci", dropIn.oci());
        }
        return mounts;
    }

    private Map<String, Object> rpm() {
        Map<String, Object> settings = common();
        Optional.ofNullable(environment.get("CACHE_EXTENSIONS"))
                .ifPresent(list -> settings.put("extensions", words(list)));
        return mount("/", host("ORIGIN_HOST", "dl.fedoraproject.org"), settings);
    }

    private Map<String, Object> oci() {
        Map<String, Object> settings = common();
        settings.put("layout", "oci");
        settings.put(
                "allowed-prefixes", words(value("OCI_ALLOWED_PREFIXES").orElse("fedora/fedora")));
        return mount("/v2", host("OCI_REGISTRY", "quay.io") + "/v2", settings);
    }

    /** What the original answered: 302, to anybody. */
    private static Map<String, Object> mount(
            String prefix, String to, Map<String, Object> settings) {
        return Map.of(
                "strategy",
                "rpm",
                "match",
                Map.of("prefix", prefix),
                "access",
                "public",
                "pass-through",
                Map.of("to", to, "status", 302),
                "settings",
                settings);
    }

    private Map<String, Object> common() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("bucket", required("S3_BUCKET_NAME", "the bucket for what is kept"));
        settings.put(
                "region",
                value("AWS_REGION")
                        .or(() -> value("AWS_DEFAULT_REGION"))
                        .orElseGet(() -> required("AWS_REGION", "the region of the bucket")));
        seconds("PRESIGNED_URL_EXPIRATION", "1", WEEK)
                .ifPresent(time -> settings.put("presign-expiry", time));
        seconds("ORIGIN_HEAD_TIMEOUT", "0.01", BigDecimal.valueOf(60))
                .ifPresent(time -> settings.put("head-timeout", time));
        return settings;
    }

    private String host(String name, String otherwise) {
        String host = value(name).orElse(otherwise);
        if (!HOST.matcher(host).matches()) {
            throw new ConfigurationException(
                    name,
                    "'"
                            + host
                            + "' is not a host such as dl.fedoraproject.org, perhaps with a scheme"
                            + " and a port");
        }
        String bare = host.replaceFirst("/$", "");
        return bare.contains("://") ? bare : "https://" + bare;
    }

    private Optional<String> seconds(String name, String min, BigDecimal max) {
        return value(name)
                .map(text -> {
                    try {
                        BigDecimal seconds = new BigDecimal(text.strip());
                        if (seconds.compareTo(new BigDecimal(min)) >= 0
                                && seconds.compareTo(max) <= 0) {
                            return seconds.movePointRight(3).toBigInteger() + "ms";
                        }
                    } catch (NumberFormatException _) {
                        // said below
                    }
                    throw new ConfigurationException(
                            name,
                            "'" + text + "' is not a number of seconds from " + min + " to " + max);
                });
    }

    private String required(String name, String meaning) {
        return value(name)
                .orElseThrow(() -> new ConfigurationException(name, "is missing: " + meaning));
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
    }

    private static List<String> words(String text) {
        return Stream.of(text.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }
}
