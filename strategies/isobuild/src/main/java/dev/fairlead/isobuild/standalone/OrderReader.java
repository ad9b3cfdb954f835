package dev.fairlead.isobuild.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.fairlead.isobuild.assisted.KernelArguments;
import dev.fairlead.isobuild.assisted.UnobtainableException;
import dev.fairlead.isobuild.image.Customisation;
import dev.fairlead.isobuild.image.KernelArgument;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads an order as JSON. No message quotes what may be secret. */
public final class OrderReader {
    /** How long a text in it may be, and so all of it. */
    static final int MAX_TEXT = 64 << 20;

    private static final List<String> KEYS =
            List.of(
                    "version",
                    "arch",
                    "ignition",
                    "kernel_arguments",
                    "network_keyfiles",
                    "ramdisk");
    private static final Pattern SPEC_VERSION = Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+.*");

    /** Of a file in a folder: NAME_MAX bytes, and no character that a path or a log takes amiss. */
    private static final Pattern FILE_NAME = Pattern.compile("[^/\\p{Cntrl}]{1,200}");

    private static final JsonMapper JSON = mapper();

    private OrderReader() {}

    private static JsonMapper mapper() {
        JsonMapper mapper =
                JsonMapper.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                        .build();
        mapper.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxStringLength(MAX_TEXT).build());
        return mapper;
    }

    public static Order read(ByteBuffer body) throws OrderException {
        byte[] bytes = new byte[body.remaining()];
        body.duplicate().get(bytes);
        JsonNode order = json("the body", bytes);
        if (!order.isObject()) {
            throw new OrderException("the body is no JSON object with version and ignition");
        }
        for (var key : order.properties()) {
            if (!KEYS.contains(key.getKey())) {
                throw unknown(key.getKey());
            }
        }
        Customisation customisation =
                new Customisation(
                        ignition(order.path("ignition")),
                        arguments(order.path("kernel_arguments")),
                        ramdisk(order.path("ramdisk")),
                        keyfiles(order.path("network_keyfiles")));
        if (customisation.isNothing()) {
            throw new OrderException(
                    "there is nothing to customise: give ignition, kernel_arguments,"
                            + " network_keyfiles or ramdisk");
        }
        return new Order(
                text(order, "version", Optional.empty()),
                text(order, "arch", Optional.of("x86_64")),
                customisation);
    }

    private static OrderException unknown(String key) {
        String name = key.matches("[\\w.-]{1,64}") ? '\'' + key + '\'' : "one of its keys";
        return new OrderException("the body is no order: " + name + " is none of " + KEYS);
    }

    private static String text(JsonNode order, String key, Optional<String> otherwise)
            throws OrderException {
        JsonNode value = order.path(key);
        if (value.isTextual() && !value.textValue().isEmpty()) {
            return value.textValue();
        }
        if (otherwise.isPresent() && !isGiven(value)) {
            return otherwise.get();
        }
        throw new OrderException(key + " is missing: give it as a text");
    }

    private static boolean isGiven(JsonNode value) {
        return !value.isMissingNode() && !value.isNull();
    }

    /** As it is where it is a text, so that whoever hashes or signs it finds the same bytes. */
    private static Optional<byte[]> ignition(JsonNode value) throws OrderException {
        if (!isGiven(value)) {
            return Optional.empty();
        }
        byte[] bytes =
                value.isTextual()
                        ? value.textValue().getBytes(StandardCharsets.UTF_8)
                        : value.toString().getBytes(StandardCharsets.UTF_8);
        JsonNode config = value.isTextual() ? json("ignition", bytes) : value;
        String version = config.path("ignition").path("version").asText();
        if (!SPEC_VERSION.matcher(version).matches()) {
            throw new OrderException(
                    "ignition is no Ignition config: it has no ignition.version such as \"3.4.0\"");
        }
        return Optional.of(bytes);
    }

    /** A text alone is appended. */
    private static List<KernelArgument> arguments(JsonNode value) throws OrderException {
        if (!isGiven(value)) {
            return List.of();
        }
        List<JsonNode> list = new ArrayList<>();
        for (JsonNode item : value) {
            list.add(item.isTextual() ? appended(item) : item);
        }
        try {
            return KernelArguments.read(
                    value.isArray() ? JSON.createArrayNode().addAll(list) : value);
        } catch (UnobtainableException e) {
            throw new OrderException(String.valueOf(e.getMessage()));
        }
    }

    private static ObjectNode appended(JsonNode value) {
        return JsonNodeFactory.instance.objectNode().put("operation", "append").set("value", value);
    }

    private static Optional<byte[]> ramdisk(JsonNode value) throws OrderException {
        if (!isGiven(value)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(text(value).replaceAll("\\s", "")));
        } catch (IllegalArgumentException _) { // its message would quote what it read
            throw new OrderException("ramdisk is not base64 of an initramfs archive");
        }
    }

    private static String text(JsonNode value) throws OrderException {
        if (!value.isTextual()) {
            throw new OrderException("ramdisk is not a text: give base64");
        }
        return value.textValue();
    }

    private static Map<String, byte[]> keyfiles(JsonNode value) throws OrderException {
        Map<String, byte[]> keyfiles = new LinkedHashMap<>();
        if (isGiven(value) && !value.isObject()) {
            throw new OrderException(
                    "network_keyfiles is no JSON object of file names and contents");
        }
        for (var keyfile : value.properties()) {
            String name = keyfile.getKey();
            if (!FILE_NAME.matcher(name).matches() || name.equals(".") || name.equals("..")) {
                throw new OrderException(
                        "a name in network_keyfiles is no name of a file, such as"
                                + " eth0.nmconnection: it is empty, too long, or holds a / or a"
                                + " control character");
            }
            if (!keyfile.getValue().isTextual()) {
                throw new OrderException("the content of network_keyfiles." + name + " is no text");
            }
            keyfiles.put(name, keyfile.getValue().textValue().getBytes(StandardCharsets.UTF_8));
        }
        return keyfiles;
    }

    private static JsonNode json(String what, byte[] bytes) throws OrderException {
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException e) { // its message would quote what it read
            throw new OrderException(
                    what
                            + " is not JSON: line "
                            + e.getLocation().getLineNr()
                            + ", column "
                            + e.getLocation().getColumnNr());
        } catch (IOException e) {
            throw new IllegalStateException("bytes are read without I/O", e);
        }
    }
}
