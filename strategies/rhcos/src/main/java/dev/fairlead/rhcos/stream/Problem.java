package dev.fairlead.rhcos.stream;

/**
 * Something that is wrong.
 *
 * @param rule one kebab-case token, such as {@code missing-sha256}
 * @param where the artifact or the part of the document
 * @param detail one line: what was found, and what would be right
 */
public record Problem(String rule, String where, String detail) {
    @Override
    public String toString() {
        return where + ": " + rule + ": " + detail;
    }
}
