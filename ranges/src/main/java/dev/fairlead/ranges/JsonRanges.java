package dev.fairlead.ranges;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Reads a JSON range file of any cloud; the cloud shows in the members it has. */
final class JsonRanges {

    private final JsonReader json;
    private final Map<Cloud, RangeCollector> collectors = new EnumMap<>(Cloud.class);
    private final AzureTags azure;
    private OptionalLong version = OptionalLong.empty();

    private JsonRanges(JsonReader json) {
        this.json = json;
        this.azure = new AzureTags(json);
    }

    /**
     * Reads one document.
     *
     * @param undated when the file was made, if it does not say so itself (Azure)
     */
    static RangeFile read(ByteSource bytes, Instant undated) {
        JsonReader json = new JsonReader(bytes);
        JsonRanges ranges = new JsonRanges(json);
        json.object(ranges::member);
        json.end();
        return ranges.file(undated);
    }

    private void member(String name) {
        switch (name) {
            case "syncToken", "changeNumber" -> version = OptionalLong.of(json.wholeNumber());
            case "prefixes", "ipv6_prefixes" -> json.array(this::row);
            case "values" -> json.array(azure::tag);
            default -> json.skip();
        }
    }

    private void row() {
        PrefixRow row = PrefixRow.read(json);
        collectors
                .computeIfAbsent(row.cloud(), RangeCollector::new)
                .add(row.prefix(), row.region(), row.group(), row.services());
    }

    private RangeFile file(Instant undated) {
        azure.collected().ifPresent(tags -> collectors.put(Cloud.AZURE, tags));
        if (collectors.isEmpty()) {
            throw new RangeFileException(
                    "holds no prefixes, expected AWS ip-ranges.json, GCP cloud.json or Azure"
                            + " service tags");
        }
        if (collectors.size() > 1) {
            throw new RangeFileException("mixes the formats of " + collectors.keySet());
        }
        Map.Entry<Cloud, RangeCollector> only = collectors.entrySet().iterator().next();
        return file(only.getKey(), only.getValue().ranges(), undated);
    }

    private RangeFile file(Cloud cloud, List<Range> ranges, Instant undated) {
        long token = version.orElseThrow(() -> noVersion(cloud));
        return new RangeFile(cloud, token, created(cloud, token, undated), ranges);
    }

    // GCP's creationTime is local time without a zone; the tokens are exact in both clouds.
    private static Instant created(Cloud cloud, long token, Instant undated) {
        return switch (cloud) {
            case AWS -> Instant.ofEpochSecond(Math.min(token, Instant.MAX.getEpochSecond()));
            case GCP -> Instant.ofEpochMilli(token);
            case AZURE -> undated;
        };
    }

    private static RangeFileException noVersion(Cloud cloud) {
        String name = cloud == Cloud.AZURE ? "changeNumber" : "syncToken";
        return new RangeFileException("has no " + name + ", which tells old from new");
    }
}
