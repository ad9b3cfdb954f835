package dev.fairlead.testbed;

/** A session that STS granted: who asked, for which region, and the key that was issued. */
public record AssumedRole(
        String callerAccessKeyId,
        String region,
        String roleArn,
        String sessionName,
        AccessKey issued) {}
