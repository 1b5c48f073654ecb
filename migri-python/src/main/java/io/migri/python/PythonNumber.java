package io.migri.python;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a number ends; it need not be followed by white space, as in {@code 1if x else 2} (<a
 * href="https://docs.python.org/3/reference/lexical_analysis.html#numeric-literals">numeric literals</a>).
 */
final class PythonNumber {
    private static final String DIGITS = "[0-9](?:_?[0-9])*";
    private static final Pattern NUMBER =
            Pattern.compile("0[xX](?:_?[0-9a-fA-F])+|0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|(?:" + DIGITS + "\\.(?:"
                    + DIGITS + ")?|\\." + DIGITS + "|" + DIGITS + ")(?:[eE][-+]?" + DIGITS + ")?[jJ]?");

    private PythonNumber() {}

    /** Index behind the number that begins at {@code start}. */
    static int end(String source, int start) {
        Matcher number = NUMBER.matcher(source).region(start, source.length());
        return number.lookingAt() ? number.end() : start;
    }
}
