package io.migri.python.reading;

import io.migri.python.engine.PythonSource;
import java.util.Optional;

/** The function {@code rollback} in the file of a migration, which takes the migration back. */
public final class Rollback {
    public static final String NAME = "rollback";

    private static final String NUL = "\0";
    private static final String HEAD = NUL + NAME + NUL + "(" + NUL;
    private static final String PLAIN = "def" + HEAD;
    private static final String ASYNC = "async" + NUL + PLAIN;

    private Rollback() {}

    /** Whether a file defines it, as far as its text tells; an unusual file may do so in other ways. */
    public static boolean isIn(PythonSource source) {
        Optional<String> tokens = PythonTokens.of(source.bytes());
        return tokens.isPresent() && !without(tokens.get()).equals(tokens.get());
    }

    /** The tokens without its definitions, as {@link PythonTokens} gives them. */
    static String without(String tokens) {
        if (!tokens.contains(PLAIN)) {
            return tokens;
        }
        StringBuilder rest = new StringBuilder(tokens.length());
        int depth = 0;
        int at = 0;
        boolean lineBegins = true;
        while (at < tokens.length()) {
            if (lineBegins && depth == 0 && (tokens.startsWith(ASYNC, at) || tokens.startsWith(PLAIN, at))) {
                at = end(tokens, at);
                continue;
            }
            int next = tokens.indexOf(NUL, at) + 1;
            String token = tokens.substring(at, next - 1);
            depth += token.equals(PythonTokens.INDENT) ? 1 : token.equals(PythonTokens.DEDENT) ? -1 : 0;
            lineBegins = token.equals(PythonTokens.NEWLINE)
                    || token.equals(PythonTokens.INDENT)
                    || token.equals(PythonTokens.DEDENT);
            rest.append(token).append(NUL);
            at = next;
        }
        return rest.toString();
    }

    /** Where the definition ends that begins there: with its line, or with the lines that are indented behind it. */
    private static int end(String tokens, int start) {
        int at = tokens.indexOf(PythonTokens.NEWLINE + NUL, start);
        at = at < 0 ? tokens.length() : at + 2;
        int depth = 0;
        do {
            if (tokens.startsWith(PythonTokens.INDENT + NUL, at)) {
                depth++;
            } else if (tokens.startsWith(PythonTokens.DEDENT + NUL, at)) {
                depth--;
            } else if (depth == 0) {
                return at;
            }
            at = tokens.indexOf(NUL, at) + 1;
        } while (at > 0 && at < tokens.length() && depth > 0);
        return at <= 0 ? tokens.length() : at;
    }
}
