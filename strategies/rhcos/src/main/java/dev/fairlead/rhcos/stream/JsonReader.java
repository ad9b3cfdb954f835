package dev.fairlead.rhcos.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;

import dev.fairlead.rhcos.stream.Json.Span;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads JSON into values that know where they stand. */
final class JsonReader {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final String text;
    private final JsonParser parser;

    private JsonReader(String text, JsonParser parser) {
        this.text = text;
        this.parser = parser;
    }

    static Json read(String text) throws StreamException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonReader reader = new JsonReader(text, parser);
            parser.nextToken();
            Json value = reader.value();
            if (parser.nextToken() != null) {
                throw new StreamException("not JSON: something follows its end");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new StreamException(notJson(e));
        } catch (IOException e) {
            throw new IllegalStateException("a string is read without I/O", e);
        }
    }

    private static String notJson(JsonProcessingException e) {
        JsonLocation where = e.getLocation();
        String at =
                where == null
                        ? ""
                        : " (line " + where.getLineNr() + ", column " + where.getColumnNr() + ")";
        return "not JSON" + at + ": " + e.getOriginalMessage().lines().findFirst().orElse("");
    }

    private Json value() throws IOException, StreamException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new StreamException("not JSON: it is empty");
        }
        int start = offset();
        return switch (token) {
            case START_OBJECT -> fields(start);
            case START_ARRAY -> items(start);
            case VALUE_STRING -> new Json.Text(parser.getText(), new Span(start, endOf(start)));
            default -> {
                String literal = parser.getText();
                yield new Json.Scalar(literal, new Span(start, start + literal.length()));
            }
        };
    }

    private Json fields(int start) throws IOException, StreamException {
        List<Json.Member> members = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            int nameStart = offset();
            parser.nextToken();
            members.add(new Json.Member(name, nameStart, value()));
        }
        return new Json.Fields(List.copyOf(members), new Span(start, offset() + 1));
    }

    private Json items(int start) throws IOException, StreamException {
        List<Json> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value());
        }
        return new Json.Items(List.copyOf(items), new Span(start, offset() + 1));
    }

    private int offset() {
        return Math.toIntExact(parser.currentTokenLocation().getCharOffset());
    }

    /** Behind the quote that ends a string. */
    private int endOf(int start) {
        int at = start + 1;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }
}
