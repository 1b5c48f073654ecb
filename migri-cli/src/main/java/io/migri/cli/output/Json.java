package io.migri.cli.output;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Writes JSON (RFC 8259): maps, lists, strings, numbers, booleans, and null for an empty {@link Optional}. */
public final class Json {

    private final StringBuilder text = new StringBuilder();
    private final UnaryOperator<String> cleaning;

    private Json(UnaryOperator<String> cleaning) {
        this.cleaning = cleaning;
    }

    /** The text of a value, for files that no terminal writes: secrets are to be taken out before. */
    public static String text(Object value) {
        return text(value, text -> text);
    }

    /** @param cleaning what every text passes through that is no key */
    static String text(Object value, UnaryOperator<String> cleaning) {
        Json json = new Json(cleaning);
        json.write(value);
        return json.text.toString();
    }

    private void write(Object value) {
        if (value instanceof Optional<?> optional) {
            if (optional.isPresent()) {
                write(optional.get());
            } else {
                text.append("null");
            }
        } else if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value instanceof List<?> list) {
            array(list);
        } else if (value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else {
            string(cleaning.apply(value.toString()));
        }
    }

    private void object(Map<?, ?> map) {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            text.append(separator);
            string(String.valueOf(entry.getKey()));
            text.append(':');
            write(entry.getValue());
            separator = ",";
        }
        text.append(map.isEmpty() ? "{}" : "}");
    }

    private void array(List<?> list) {
        text.append('[');
        String separator = "";
        for (Object value : list) {
            text.append(separator);
            write(value);
            separator = ",";
        }
        text.append(']');
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            character(value.charAt(i), isHalf(value, i));
        }
        text.append('"');
    }

    /** Half of a surrogate pair, without the other: UTF-8 has no form for it. */
    private static boolean isHalf(String text, int index) {
        char next = text.charAt(index);
        if (Character.isHighSurrogate(next)) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        return Character.isLowSurrogate(next) && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }

    private void character(char character, boolean half) {
        switch (character) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
                if (half || Printable.isHidden(character)) {
                    text.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
                } else {
                    text.append(character);
                }
            }
        }
    }
}
