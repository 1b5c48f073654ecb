package io.migri.cli.file;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads lines of the form {@code NAME=value}, as Docker Compose, python-dotenv, godotenv and Ruby's dotenv all read
 * them. {@code export} may stand in front, and {@code #} begins a comment. Single quotes keep a value as it is. Double
 * quotes know escapes. Outside of single quotes {@code ${NAME}} is another variable. A dollar sign before anything else
 * is a dollar sign.
 */
final class EnvText {
    private final String text;
    private final Map<String, String> environment;
    private final Map<String, Entry> entries = new HashMap<>();
    private int at;
    private int line = 1;

    /** Whether the value that is being read has something of the environment in it. */
    private boolean foreign;

    private EnvText(String text, Map<String, String> environment) {
        this.text = text;
        this.environment = environment;
    }

    /**
     * What {@code text} sets, by name. The last line that sets a name counts.
     *
     * @param environment what {@code ${NAME}} may also mean; it wins over the file
     */
    static Map<String, Entry> read(String text, Map<String, String> environment) {
        EnvText file = new EnvText(text.replace("\r\n", "\n").replace('\r', '\n'), environment);
        while (file.at < file.text.length()) {
            file.readLine();
        }
        return file.entries;
    }

    private void readLine() {
        int start = at;
        int first = line;
        foreign = false;
        skipBlanks();
        String name = name();
        if (name.equals("export") && isBlank(peek())) {
            skipBlanks();
            name = name();
        }
        skipBlanks();
        if (!name.isEmpty()) {
            Optional<String> value = peek() == '=' ? value() : Optional.empty();
            entries.put(name, new Entry(value, first, foreign));
            if (value.isEmpty()) {
                at = start;
                line = first;
            }
        }
        skipLine();
    }

    private String name() {
        int start = at;
        while (at < text.length() && isName(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private static boolean isName(char next) {
        return (next >= 'a' && next <= 'z')
                || (next >= 'A' && next <= 'Z')
                || (next >= '0' && next <= '9')
                || next == '_';
    }

    /** Empty where it cannot be understood. */
    private Optional<String> value() {
        at++;
        skipBlanks();
        char quote = peek();
        if (quote != '\'' && quote != '"') {
            return plain().flatMap(this::expanded);
        }
        at++;
        Optional<String> inside = quote == '\'' ? literal() : escaped();
        skipBlanks();
        return peek() == '\n' || peek() == '#' || at >= text.length() ? inside : Optional.empty();
    }

    /** Up to the end of the line, or to a comment, before which there is a blank. */
    private Optional<String> plain() {
        int start = at;
        while (at < text.length() && text.charAt(at) != '\n') {
            if (text.charAt(at) == '#' && (at == start || isBlank(text.charAt(at - 1)))) {
                break;
            }
            at++;
        }
        return Optional.of(text.substring(start, at).strip());
    }

    private Optional<String> literal() {
        int end = text.indexOf('\'', at);
        if (end < 0) {
            return Optional.empty();
        }
        String inside = text.substring(at, end);
        line += (int) inside.chars().filter(next -> next == '\n').count();
        at = end + 1;
        return Optional.of(inside);
    }

    private Optional<String> escaped() {
        StringBuilder value = new StringBuilder();
        for (; at < text.length(); at++) {
            char next = text.charAt(at);
            if (next == '"') {
                at++;
                return Optional.of(value.toString());
            }
            line += next == '\n' ? 1 : 0;
            if (next == '\\' && at + 1 < text.length()) {
                value.append(escape(text.charAt(++at)));
            } else if (next == '$' && at + 1 < text.length() && text.charAt(at + 1) == '{') {
                int end = text.indexOf('}', at);
                Optional<String> meant = end < 0 ? Optional.empty() : reference(text.substring(at + 2, end));
                if (meant.isEmpty()) {
                    return Optional.empty();
                }
                value.append(meant.get());
                at = end;
            } else {
                value.append(next);
            }
        }
        return Optional.empty();
    }

    private static String escape(char next) {
        return switch (next) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case '"', '\\', '$', '\'', '`' -> String.valueOf(next);
            default -> "\\" + next;
        };
    }

    private Optional<String> expanded(String value) {
        StringBuilder expanded = new StringBuilder();
        int from = 0;
        for (int dollar = value.indexOf("${"); dollar >= 0; dollar = value.indexOf("${", from)) {
            int end = value.indexOf('}', dollar);
            Optional<String> meant = end < 0 ? Optional.empty() : reference(value.substring(dollar + 2, end));
            if (meant.isEmpty()) {
                return Optional.empty();
            }
            expanded.append(value, from, dollar).append(meant.get());
            from = end + 1;
        }
        return Optional.of(expanded.append(value.substring(from)).toString());
    }

    /** {@code NAME} or {@code NAME:-default}. */
    private Optional<String> reference(String inside) {
        int otherwise = inside.indexOf(":-");
        String name = otherwise < 0 ? inside : inside.substring(0, otherwise);
        if (name.isEmpty() || !name.chars().allMatch(next -> isName((char) next))) {
            return Optional.empty();
        }
        String value = environment.getOrDefault(name, "");
        foreign |= !value.isEmpty();
        if (value.isEmpty() && entries.containsKey(name)) {
            Optional<String> earlier = entries.get(name).value();
            if (earlier.isEmpty()) {
                return Optional.empty();
            }
            value = earlier.get();
            foreign |= entries.get(name).foreign();
        }
        return Optional.of(value.isEmpty() && otherwise >= 0 ? inside.substring(otherwise + 2) : value);
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\n';
    }

    private static boolean isBlank(char next) {
        return next == ' ' || next == '\t';
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private void skipLine() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end + 1;
        line++;
    }

    /**
     * What a line sets a variable to.
     *
     * @param value empty where the line is not understood
     * @param line where it begins, counted from 1
     * @param foreign whether there is something of the environment in it, by {@code ${NAME}}
     */
    record Entry(Optional<String> value, int line, boolean foreign) {
        /** There may be a password in it. */
        @Override
        public String toString() {
            return "line " + line;
        }
    }
}
