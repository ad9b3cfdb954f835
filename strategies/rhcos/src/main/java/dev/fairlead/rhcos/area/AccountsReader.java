package dev.fairlead.rhcos.area;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.util.HashMap;
import java.util.Map;

/**
 * Accounts as they are kept: a line {@code user:password} each, or, as Secrets Manager has them, a
 * JSON map of users to passwords. What is wrong is told without the secret.
 */
final class AccountsReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, byte[]> digests = new HashMap<>();

    /**
     * Reads accounts.
     *
     * @throws IllegalArgumentException when something is wrong with them
     */
    static Accounts read(String text) {
        AccountsReader reader = new AccountsReader();
        if (text.stripLeading().startsWith("{")) {
            reader.readJson(text);
        } else {
            reader.readLines(text);
        }
        if (reader.digests.isEmpty()) {
            throw new IllegalArgumentException("holds no account");
        }
        return new Accounts(reader.digests);
    }

    private void readLines(String text) {
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                int colon = line.indexOf(':');
                if (colon < 0) {
                    throw new IllegalArgumentException("line " + number + " is not user:password");
                }
                add("line " + number, line.substring(0, colon), line.substring(colon + 1));
            }
        }
    }

    private void readJson(String text) {
        for (Map.Entry<String, JsonNode> account : tree(text).properties()) {
            String user = account.getKey();
            if (!account.getValue().isTextual()) {
                throw new IllegalArgumentException("user '" + user + "' has no text as a password");
            }
            add("user '" + user + "'", user, account.getValue().textValue());
        }
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException _) { // its message quotes the text
            throw new IllegalArgumentException("is not JSON, though it begins with a brace");
        }
    }

    private void add(String where, String user, String password) {
        if (user.isEmpty() || user.contains(":")) {
            throw new IllegalArgumentException(where + " has no user name that can be sent");
        }
        try {
            if (digests.put(user, Accounts.digest(password)) != null) {
                throw new IllegalArgumentException("names its user a second time");
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + " " + e.getMessage(), e);
        }
    }
}
