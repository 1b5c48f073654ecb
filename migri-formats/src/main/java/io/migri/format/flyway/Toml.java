package io.migri.format.flyway;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads as much of TOML as settings of Flyway need: tables, dotted keys, texts on one line, words, numbers and inline tables. Lists and
 * other things are passed over, unless they are among the placeholders.
 *
 * @param file its name, for messages
 */
record Toml(String file) {

    /** All values, by their full names, such as {@code flyway.placeholders.owner}. */
    Map<String, String> read(String text) {
        Map<String, String> found = new HashMap<>();
        String table = "";
        int number = 0;
        for (String raw : text.split("\n", -1)) {
            number++;
            String line = raw.strip();
            if (line.startsWith("[") && !line.startsWith("[[") && line.contains("]")) {
                table = key(line.substring(1, line.indexOf(']'))) + ".";
            } else if (!line.isEmpty() && !line.startsWith("#") && line.indexOf('=') > 0) {
                int equals = line.indexOf('=');
                put(
                        table + key(line.substring(0, equals)),
                        line.substring(equals + 1).strip(),
                        number,
                        found);
            }
        }
        return found;
    }

    private static String key(String text) {
        StringBuilder key = new StringBuilder();
        for (String part : text.split("\\.", -1)) {
            String name = part.strip();
            boolean quoted = name.length() > 1 && "\"'".indexOf(name.charAt(0)) >= 0;
            key.append(key.isEmpty() ? "" : ".").append(quoted ? name.substring(1, name.length() - 1) : name);
        }
        return key.toString();
    }

    private void put(String name, String value, int number, Map<String, String> found) {
        if (value.startsWith("{")) {
            String inside = value.substring(1, Math.max(1, value.lastIndexOf('}')));
            int position = 0;
            while (position < inside.length()) {
                int equals = inside.indexOf('=', position);
                if (equals < 0) {
                    break;
                }
                String rest = inside.substring(equals + 1);
                int end = equals + 1 + end(rest);
                String key = inside.substring(position, equals).replace(",", "");
                put(name + "." + key(key), inside.substring(equals + 1, end).strip(), number, found);
                position = end;
            }
        } else if (value.startsWith("\"\"\"") || value.startsWith("'''") || value.startsWith("[")) {
            if (name.startsWith("flyway.placeholders.")) {
                throw unreadable(number);
            }
        } else {
            found.put(name, value(value, number));
        }
    }

    /** Where a value ends that begins {@code text}. */
    private static int end(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) == ' ') {
            start++;
        }
        char quote = start < text.length() ? text.charAt(start) : ' ';
        int end = "\"'".indexOf(quote) >= 0 ? closing(text, start) : text.indexOf(',', start) - 1;
        return end < 0 ? text.length() : end + 1;
    }

    private static int closing(String text, int start) {
        char quote = text.charAt(start);
        for (int i = start + 1; i < text.length(); i++) {
            if (quote == '"' && text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == quote) {
                return i;
            }
        }
        return -1;
    }

    private String value(String text, int number) {
        char quote = text.isEmpty() ? ' ' : text.charAt(0);
        if ("\"'".indexOf(quote) < 0) {
            int comment = text.indexOf('#');
            return (comment < 0 ? text : text.substring(0, comment)).strip();
        }
        int end = closing(text, 0);
        if (end < 0) {
            throw unreadable(number);
        }
        String inside = text.substring(1, end);
        return quote == '\'' ? inside : unescaped(inside, number);
    }

    private String unescaped(String text, int number) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '\\' && i + 1 < text.length()) {
                i++;
                switch (text.charAt(i)) {
                    case 'n' -> plain.append('\n');
                    case 't' -> plain.append('\t');
                    case '"', '\\' -> plain.append(text.charAt(i));
                    default -> throw unreadable(number);
                }
            } else {
                plain.append(next);
            }
        }
        return plain.toString();
    }

    private MigriException unreadable(int number) {
        return new MigriException(
                ErrorCode.FOREIGN_FORMAT,
                file + ", line " + number + ", cannot be understood; write the value on one line");
    }
}
