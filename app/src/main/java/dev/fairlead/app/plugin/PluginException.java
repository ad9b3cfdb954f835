package dev.fairlead.app.plugin;

/** Why a plugin can't be used; the message is one line that goes on from the jar's name. */
final class PluginException extends Exception {
    private static final long serialVersionUID = 1;

    PluginException(String message) {
        super(message);
    }

    PluginException(String message, Throwable cause) {
        super(message, cause);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
