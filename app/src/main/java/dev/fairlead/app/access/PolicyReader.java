package dev.fairlead.app.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.fairlead.ranges.Family;
import dev.fairlead.ranges.Prefix;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Reads custom policies, and refuses whatever it doesn't know: it could be a restriction. */
final class PolicyReader {
    static final int MAX_BYTES = 8192;

    /** The end of the year 9999. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private static final ObjectReader JSON =
            JsonMapper.builder(
                            com.fasterxml.jackson.core.JsonFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(8)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build()
                    .reader();

    private PolicyReader() {}

    static Policy read(byte[] policy) throws RefusedException {
        JsonNode statements =
                object(parse(policy), "policy", Set.of("Statement")).path("Statement");
        if (!statements.isArray() || statements.size() != 1) {
            throw new RefusedException("its policy has not exactly one statement");
        }
        JsonNode statement =
                object(statements.get(0), "statement", Set.of("Resource", "Condition"));
        return new Policy(resource(statement), conditions(statement.path("Condition")));
    }

    private static JsonNode parse(byte[] policy) throws RefusedException {
        if (policy.length > MAX_BYTES) {
            throw new RefusedException("its policy is longer than " + MAX_BYTES + " bytes");
        }
        try {
            // As text: of bytes Jackson would guess the encoding.
            return JSON.readTree(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(policy)).toString());
        } catch (CharacterCodingException _) {
            throw new RefusedException("its policy is not UTF-8");
        } catch (JsonProcessingException _) {
            throw new RefusedException("its policy is not JSON with every name once");
        }
    }

    private static Optional<ResourcePattern> resource(JsonNode statement) throws RefusedException {
        JsonNode resource = statement.path("Resource");
        if (resource.isMissingNode()) {
            return Optional.empty();
        }
        if (!resource.isTextual()) {
            throw new RefusedException("the resource of its policy is not a text");
        }
        return Optional.of(new ResourcePattern(resource.textValue()));
    }

    private static Conditions conditions(JsonNode node) throws RefusedException {
        object(node, "condition", Set.of("DateLessThan", "DateGreaterThan", "IpAddress"));
        if (!node.has("DateLessThan")) {
            throw new RefusedException("its policy has no DateLessThan");
        }
        return new Conditions(
                time(node.path("DateLessThan")),
                node.has("DateGreaterThan")
                        ? Optional.of(time(node.path("DateGreaterThan")))
                        : Optional.empty(),
                node.has("IpAddress")
                        ? Optional.of(clients(node.path("IpAddress")))
                        : Optional.empty());
    }

    private static Instant time(JsonNode date) throws RefusedException {
        JsonNode seconds = object(date, "date", Set.of("AWS:EpochTime")).path("AWS:EpochTime");
        if (!seconds.isIntegralNumber()
                || !seconds.canConvertToLong()
                || seconds.longValue() < 0
                || seconds.longValue() > LAST_SECOND) {
            throw new RefusedException("a time of its policy is not in whole seconds");
        }
        return Instant.ofEpochSecond(seconds.longValue());
    }

    /** One literal prefix: a name would be looked up, which nobody may make us do. */
    private static Prefix clients(JsonNode address) throws RefusedException {
        JsonNode cidr = object(address, "address", Set.of("AWS:SourceIp")).path("AWS:SourceIp");
        try {
            Prefix prefix = Prefix.parse(cidr.isTextual() ? cidr.textValue() : "");
            if (prefix.family() == Family.IPV4) {
                return prefix;
            }
        } catch (IllegalArgumentException _) {
            throw new RefusedException("the address of its policy is not one IPv4 prefix");
        }
        throw new RefusedException("the address of its policy is not one IPv4 prefix");
    }

    private static JsonNode object(JsonNode node, String what, Set<String> known)
            throws RefusedException {
        if (!node.isObject()) {
            throw new RefusedException("the " + what + " of its policy is not an object");
        }
        for (var names = node.fieldNames(); names.hasNext(); ) {
            if (!known.contains(names.next())) {
                throw new RefusedException("the " + what + " of its policy has an unknown key");
            }
        }
        return node;
    }
}
