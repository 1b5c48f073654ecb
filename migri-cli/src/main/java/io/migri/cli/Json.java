package io.migri.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes JSON (RFC 8259): maps, lists, strings, numbers, booleans, and null for an empty {@link Optional}. */
final class Json {

    private Json() {}

    static String text(Object value) {
        StringBuilder text = new StringBuilder();
        write(text, value);
        return text.toString();
    }

    private static void write(StringBuilder text, Object value) {
        if (value instanceof Optional<?> optional) {
            if (optional.isPresent()) {
                write(text, optional.get());
            } else {
                text.append("null");
            }
        } else if (value instanceof Map<?, ?> map) {
            object(text, map);
        } else if (value instanceof List<?> list) {
            array(text, list);
        } else if (value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else {
            string(text, value.toString());
        }
    }

    private static void object(StringBuilder text, Map<?, ?> map) {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            text.append(separator);
            string(text, String.valueOf(entry.getKey()));
            text.append(':');
            write(text, entry.getValue());
            separator = ",";
        }
        text.append(map.isEmpty() ? "{}" : "}");
    }

    private static void array(StringBuilder text, List<?> list) {
        text.append('[');
        String separator = "";
        for (Object value : list) {
            text.append(separator);
            write(text, value);
            separator = ",";
        }
        text.append(']');
    }

    private static void string(StringBuilder text, String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            character(text, value.charAt(i));
        }
        text.append('"');
    }

    private static void character(StringBuilder text, char character) {
        switch (character) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
                if (character < ' ' || character == 0x7F) {
                    text.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
                } else {
                    text.append(character);
                }
            }
        }
    }
}
