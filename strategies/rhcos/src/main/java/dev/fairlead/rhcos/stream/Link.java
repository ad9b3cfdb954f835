package dev.fairlead.rhcos.stream;

import dev.fairlead.rhcos.stream.Json.Text;

/**
 * A URL of a document.
 *
 * @param url whole, such as a legacy document's base and path together
 * @param part which of the document's streams it stands in
 * @param literal the string that holds it or its beginning
 */
public record Link(String url, int part, Text literal) {

    /** What follows the last slash. */
    public String baseName() {
        String path = url.replaceFirst("[?#].*", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
