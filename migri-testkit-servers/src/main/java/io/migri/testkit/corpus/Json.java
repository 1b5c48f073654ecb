package io.migri.testkit.corpus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a text in JSON (<a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>): an object becomes a {@link Map}, an array
 * a {@link List}, all else a {@link String}.
 */
final class Json {
    private final String text;
    private int position;

    private Json(String text) {
        this.text = text;
    }

    static Object parse(String text) {
        Json json = new Json(text);
        Object value = json.value();
        if (json.next() != '\0') {
            throw json.unexpected();
        }
        return value;
    }

    private Object value() {
        return switch (next()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            default -> word();
        };
    }

    private Map<String, Object> object() {
        Map<String, Object> members = new LinkedHashMap<>();
        position++;
        while (next() != '}') {
            skip(',');
            next();
            String name = string();
            next();
            skip(':');
            members.put(name, value());
        }
        position++;
        return members;
    }

    private List<Object> array() {
        List<Object> elements = new ArrayList<>();
        position++;
        while (next() != ']') {
            skip(',');
            elements.add(value());
        }
        position++;
        return elements;
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        for (position++; text.charAt(position) != '"'; position++) {
            char character = text.charAt(position);
            string.append(character == '\\' ? escaped() : character);
        }
        position++;
        return string.toString();
    }

    private char escaped() {
        position++;
        char character = text.charAt(position);
        return switch (character) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                position += 4;
                yield (char) Integer.parseInt(text.substring(position - 3, position + 1), 16);
            }
            default -> character;
        };
    }

    private String word() {
        int start = position;
        while (position < text.length() && ",]} \n\r\t".indexOf(text.charAt(position)) < 0) {
            position++;
        }
        if (position == start) {
            throw unexpected();
        }
        return text.substring(start, position);
    }

    /** The next character that is not white space; NUL at the end. */
    private char next() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
        return position < text.length() ? text.charAt(position) : '\0';
    }

    private void skip(char separator) {
        if (text.charAt(position) == separator) {
            position++;
        }
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException("unexpected at " + position + " of " + text);
    }
}
