package dev.fairlead.ranges;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Strings of JSON: escapes, strict UTF-8, a length limit. */
final class JsonStrings {

    private static final int LONGEST = 65_536;

    private final ByteSource bytes;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();

    JsonStrings(ByteSource bytes) {
        this.bytes = bytes;
    }

    /** Takes a string whose opening quote is next. */
    String take() {
        text.reset();
        bytes.take();
        while (bytes.peek() != '"') {
            character(bytes.take());
        }
        bytes.take();
        return decoded();
    }

    private void character(int b) {
        if (b == ByteSource.END) {
            throw bytes.truncated();
        }
        if (b < ' ') {
            throw bytes.failure("a control character in a string must be escaped");
        }
        if (text.size() >= LONGEST) {
            throw bytes.failure("a string is longer than " + LONGEST + " bytes");
        }
        if (b == '\\') {
            escape();
        } else {
            text.write(b);
        }
    }

    private void escape() {
        int b = bytes.take();
        switch (b) {
            case '"', '\\', '/' -> text.write(b);
            case 'b' -> text.write('\b');
            case 'f' -> text.write('\f');
            case 'n' -> text.write('\n');
            case 'r' -> text.write('\r');
            case 't' -> text.write('\t');
            case 'u' -> unicode();
            case ByteSource.END -> throw bytes.truncated();
            default -> throw bytes.failure("unknown escape in a string");
        }
    }

    private void unicode() {
        char first = fourHex();
        String character = String.valueOf(first);
        if (Character.isHighSurrogate(first)) {
            if (bytes.take() != '\\' || bytes.take() != 'u') {
                throw bytes.failure("half a surrogate pair in a string");
            }
            character += fourHex();
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(character)) {
            throw bytes.failure("half a surrogate pair in a string");
        }
        text.writeBytes(character.getBytes(StandardCharsets.UTF_8));
    }

    private char fourHex() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(bytes.take(), 16);
            if (digit < 0) {
                throw bytes.failure("\\u in a string needs four hexadecimal digits");
            }
            value = (value << 4) | digit;
        }
        return (char) value;
    }

    private String decoded() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            RangeFileException failure = bytes.failure("a string is not UTF-8");
            failure.addSuppressed(e);
            throw failure;
        }
    }
}
