package dev.fairlead.isobuild;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.fairlead.spi.ConfigurationException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The mount as the original's environment describes it; wrong values are named as they stand there.
 */
record DropIn(Map<String, String> environment) {
    private static final List<String> OWN =
            List.of(
                    "ASSISTED_SERVICE_HOST",
                    "ASSISTED_SERVICE_SCHEME",
                    "OS_IMAGES",
                    "RHCOS_VERSIONS",
                    "IMAGE_SERVICE_BASE_URL");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** No mount where nothing of the original's is set. */
    static Map<String, Map<String, Object>> mounts(Map<String, String> environment) {
        DropIn dropIn = new DropIn(environment);
        return OWN.stream().allMatch(name -> dropIn.value(name).isEmpty())
                ? Map.of()
                : Map.of("isobuild", dropIn.mount());
    }

    private Map<String, Object> mount() {
        return Map.of(
                "strategy",
                "isobuild",
                "match",
                Map.of("prefix", "/"),
                "access",
                "public",
                "max-concurrent-requests",
                maxRunning(),
                "settings",
                settings());
    }

    private String maxRunning() {
        String name = "MAX_CONCURRENT_REQUESTS";
        String text = value(name).orElse("400");
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw wrong(name, "'" + text + "' is not a number from 1 to 999999");
        }
        return text;
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("assisted-service", assistedService());
        settings.put("data-dir", required("DATA_DIR", "the folder for images"));
        settings.put("images", images());
        value("IMAGE_SERVICE_BASE_URL").ifPresent(url -> settings.put("base-url", url));
        value("ALLOWED_DOMAINS")
                .ifPresent(list -> settings.put("allowed-origins", list.replace(" ", "")));
        settings.put("download", download());
        boolean both =
                List.of("HTTPS_KEY_FILE", "HTTPS_CERT_FILE", "HTTP_LISTEN_PORT").stream()
                        .allMatch(name -> value(name).isPresent());
        settings.put("plain-http", both ? "booting" : "everything");
        return settings;
    }

    private Map<String, Object> assistedService() {
        String scheme = required("ASSISTED_SERVICE_SCHEME", "http or https");
        String host = required("ASSISTED_SERVICE_HOST", "the host of assisted-service");
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw wrong("ASSISTED_SERVICE_SCHEME", "'" + scheme + "' is not http or https");
        }
        if (!host.matches("[A-Za-z0-9._-]+(:[0-9]{1,5})?|\\[[0-9a-fA-F:.]+](:[0-9]{1,5})?")) {
            throw wrong(
                    "ASSISTED_SERVICE_HOST", "'" + host + "' is not a host, perhaps with a port");
        }
        Map<String, Object> service = new LinkedHashMap<>(Map.of("url", scheme + "://" + host));
        value("ASSISTED_SERVICE_API_TRUSTED_CA_FILE")
                .or(() -> value("HTTPS_CA_FILE"))
                .ifPresent(file -> service.put("ca-file", file));
        return service;
    }

    private Map<String, Object> download() {
        Map<String, Object> download = new LinkedHashMap<>();
        download.put("redirect-hosts", List.of("*")); // the original followed them anywhere
        value("OS_IMAGE_DOWNLOAD_TRUSTED_CA_FILE").ifPresent(file -> download.put("ca-file", file));
        value("INSECURE_SKIP_VERIFY")
                .ifPresent(flag -> download.put("insecure", flag("INSECURE_SKIP_VERIFY", flag)));
        object("OS_IMAGES_REQUEST_HEADERS", headers -> download.put("headers", headers));
        object("OS_IMAGES_REQUEST_QUERY_PARAMS", query -> download.put("query", query));
        return download;
    }

    /** As Go reads it, which the original is written in. */
    private static boolean flag(String name, String text) {
        return switch (text) {
            case "1", "t", "T", "true", "TRUE", "True" -> true;
            case "0", "f", "F", "false", "FALSE", "False" -> false;
            default -> throw wrong(name, "'" + text + "' is not true or false");
        };
    }

    private List<Map<String, Object>> images() {
        String name = value("OS_IMAGES").isPresent() ? "OS_IMAGES" : "RHCOS_VERSIONS";
        Optional<String> text = value(name);
        if (text.isEmpty()) {
            throw wrong("OS_IMAGES", "is missing: a JSON list of images to serve");
        }
        JsonNode list = json(name, text.get());
        if (!list.isArray() || list.isEmpty()) {
            throw wrong(name, "is not a JSON list with at least one image");
        }
        List<Map<String, Object>> images = new ArrayList<>();
        for (JsonNode item : list) {
            images.add(image(name, images.size(), item));
        }
        return images;
    }

    /** Keys that the original doesn't know were ignored by it. */
    private static Map<String, Object> image(String name, int index, JsonNode item) {
        Map<String, Object> image = new LinkedHashMap<>();
        for (String key : List.of("openshift_version", "cpu_architecture", "url", "version")) {
            if (!item.path(key).isTextual()) {
                throw wrong(name, "image " + index + " has no text '" + key + "'");
            }
            image.put(key, item.path(key).textValue());
        }
        for (String key : List.of("type", "sha256")) {
            if (item.path(key).isTextual()) {
                image.put(key, item.path(key).textValue());
            }
        }
        return image;
    }

    private void object(String name, Consumer<Map<String, String>> use) {
        value(name)
                .ifPresent(text -> {
                    JsonNode object = json(name, text);
                    Map<String, String> fields = new LinkedHashMap<>();
                    object.forEachEntry((key, value) -> fields.put(key, value.textValue()));
                    if (!object.isObject() || fields.containsValue(null)) {
                        throw wrong(name, "is not a JSON object of texts");
                    }
                    use.accept(fields);
                });
    }

    /** Neither is quoted: both may hold passwords. */
    private static JsonNode json(String name, String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw wrong(
                    name,
                    "is not JSON: line "
                            + e.getLocation().getLineNr()
                            + ", column "
                            + e.getLocation().getColumnNr());
        }
    }

    private String required(String name, String meaning) {
        return value(name).orElseThrow(() -> wrong(name, "is missing: " + meaning));
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
    }

    private static ConfigurationException wrong(String name, String problem) {
        return new ConfigurationException(name, problem);
    }
}
