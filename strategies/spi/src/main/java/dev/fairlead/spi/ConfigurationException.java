package dev.fairlead.spi;

/**
 * A setting that stops the start-up; the message is one line: which key, what is wrong, what would
 * be right.
 */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ConfigurationException(String key, String problem) {
        super(oneLine(key + ": " + withoutUsers(problem)));
    }

    /** Messages quote what was wrong, and a URL may hold a password. */
    private static String withoutUsers(String problem) {
        return problem.replaceAll("//[^/@\\s]*@", "//…@");
    }

    /** Keys and values are quoted, and YAML may hold line ends in both. */
    private static String oneLine(String message) {
        return message.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ");
    }
}
