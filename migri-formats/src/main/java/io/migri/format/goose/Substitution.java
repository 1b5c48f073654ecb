package io.migri.format.goose;

import java.util.Optional;
import java.util.function.Function;

/**
 * Puts variables of the environment into a line: {@code $NAME}, {@code ${NAME}}, {@code ${NAME:-default}}, {@code ${NAME-default}},
 * {@code ${NAME?message}} and {@code ${NAME:?message}}. One that is not set is empty. Any other dollar sign stays.
 *
 * @param environment a variable's value; empty where it is not set
 */
record Substitution(Function<String, Optional<String>> environment) {

    /** @throws IllegalArgumentException with what is wrong with the line, in words that follow the file's name */
    String of(String line) {
        StringBuilder text = new StringBuilder();
        int position = 0;
        while (position < line.length()) {
            int dollar = line.indexOf('$', position);
            if (dollar < 0) {
                break;
            }
            text.append(line, position, dollar);
            boolean braced = line.startsWith("{", dollar + 1);
            int start = dollar + (braced ? 2 : 1);
            int end = nameEnd(line, start);
            if (end == start && !braced) {
                text.append('$');
                position = dollar + 1;
            } else if (braced) {
                int close = line.indexOf('}', end);
                require(close >= 0 && end > start, "has a \"${\" that is no variable on its line");
                text.append(value(line.substring(start, end), line.substring(end, close)));
                position = close + 1;
            } else {
                text.append(environment.apply(line.substring(start, end)).orElse(""));
                position = end;
            }
        }
        return text.append(line, position, line.length()).toString();
    }

    private String value(String name, String rule) {
        Optional<String> set = environment.apply(name);
        boolean colon = rule.startsWith(":");
        Optional<String> usable = colon ? set.filter(value -> !value.isEmpty()) : set;
        String operator = colon ? rule.substring(1) : rule;
        if (rule.isEmpty()) {
            return set.orElse("");
        }
        if (operator.startsWith("-")) {
            return usable.orElse(operator.substring(1));
        }
        require(operator.startsWith("?"), "uses \"${" + name + rule + "}\", which Migri does not know");
        return usable.orElseThrow(
                () -> new IllegalArgumentException("needs the variable " + name + ", which is not set"));
    }

    private static int nameEnd(String line, int start) {
        int end = start;
        while (end < line.length() && isInName(line.charAt(end), end > start)) {
            end++;
        }
        return end;
    }

    private static boolean isInName(char next, boolean inside) {
        return next == '_'
                || (next >= 'A' && next <= 'Z')
                || (next >= 'a' && next <= 'z')
                || (inside && next >= '0' && next <= '9');
    }

    private static void require(boolean right, String what) {
        if (!right) {
            throw new IllegalArgumentException(what);
        }
    }
}
