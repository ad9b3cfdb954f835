package dev.fairlead.app.access;

import dev.fairlead.spi.ConfigurationException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A PEM file with one block.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7468">RFC 7468</a>
 */
final class Pem {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

    private final String label;
    private final byte[] der;

    private Pem(String label, byte[] der) {
        this.label = label;
        this.der = der;
    }

    /** Reads the only block of a file; {@code wanted} says what it is, for messages. */
    static Pem read(KeyFile key, String wanted) {
        Matcher block = BLOCK.matcher(text(key));
        if (!block.find()) {
            throw key.error("is not a PEM file; it needs " + wanted);
        }
        Pem first = decoded(key, block.group(1), block.group(2));
        if (block.find()) {
            throw key.error("has several PEM blocks; it needs " + wanted + " alone");
        }
        return first;
    }

    private static Pem decoded(KeyFile key, String label, String base64) {
        try {
            return new Pem(label, Base64.getMimeDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw key.error("is not a PEM file: " + e.getMessage());
        }
    }

    private static String text(KeyFile key) {
        try {
            // Whatever stands around the block may be in any encoding.
            return Files.readString(key.file(), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw key.error("there is no such file");
        } catch (IOException e) {
            throw key.error("can't be read: " + e);
        }
    }

    String label() {
        return label;
    }

    byte[] der() {
        return der;
    }

    ConfigurationException wrongKind(KeyFile key, String wanted) {
        return key.error("holds '" + label + "'; it needs " + wanted);
    }
}
