package io.migri.cli;

import java.util.Map;

/** Writes one JSON object on one line. */
final class JsonText {
    private JsonText() {}

    /** @param members texts, numbers, truth values and nulls, in the order in which they are to stand */
    static String object(Map<String, ?> members) {
        StringBuilder text = new StringBuilder("{");
        members.forEach((name, value) -> {
            text.append(text.length() == 1 ? "" : ", ");
            append(text, name);
            text.append(": ");
            if (value instanceof String string) {
                append(text, string);
            } else {
                text.append(value);
            }
        });
        return text.append("}\n").toString();
    }

    private static void append(StringBuilder text, String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char next = string.charAt(i);
            if (next == '"' || next == '\\') {
                text.append('\\').append(next);
            } else if (next < ' ') {
                text.append(String.format("\\u%04x", (int) next));
            } else {
                text.append(next);
            }
        }
        text.append('"');
    }
}
