package dev.fairlead.isobuild.assisted;

import java.util.Map;

/** What an image shall hold can't be had; the message is one line for the client. */
public final class UnobtainableException extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String reason;
    private final transient Map<String, String> fields;

    /**
     * Says why.
     *
     * @param status what the client is answered: 4xx or 5xx
     * @param reason one token of a small fixed set, for metrics
     * @param fields response fields that belong to the status
     */
    UnobtainableException(int status, String reason, String message, Map<String, String> fields) {
        super(message);
        this.status = status;
        this.reason = reason;
        this.fields = Map.copyOf(fields);
    }

    public UnobtainableException(int status, String reason, String message) {
        this(status, reason, message, Map.of());
    }

    public int status() {
        return status;
    }

    public String reason() {
        return reason;
    }

    public Map<String, String> fields() {
        return fields;
    }
}
