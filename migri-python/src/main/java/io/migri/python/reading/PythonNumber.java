package io.migri.python.reading;

import java.util.function.IntPredicate;

/**
 * Where a number ends; it need not be followed by white space, as in {@code 1if x else 2} (<a
 * href="https://docs.python.org/3/reference/lexical_analysis.html#numeric-literals">numeric literals</a>).
 */
final class PythonNumber {
    private final String source;
    private int at;

    private PythonNumber(String source, int start) {
        this.source = source;
        this.at = start;
    }

    /** Index behind the number that begins at {@code start}. */
    static int end(String source, int start) {
        PythonNumber number = new PythonNumber(source, start);
        number.take();
        return number.at;
    }

    private void take() {
        if (peek(0) == '0' && takeOtherBase()) {
            return;
        }
        takeDigits(PythonNumber::isDecimal);
        if (peek(0) == '.') {
            at++;
            takeDigits(PythonNumber::isDecimal);
        }
        takeExponent();
        if (isOneOf(peek(0), "jJ")) {
            at++;
        }
    }

    private boolean takeOtherBase() {
        return switch (peek(1)) {
            case 'x', 'X' -> takeOtherBase(digit -> Character.digit(digit, 16) >= 0 && digit < 0x80);
            case 'o', 'O' -> takeOtherBase(digit -> digit >= '0' && digit <= '7');
            case 'b', 'B' -> takeOtherBase(digit -> digit == '0' || digit == '1');
            default -> false;
        };
    }

    private boolean takeOtherBase(IntPredicate digits) {
        int before = at;
        at += 2;
        int first = at;
        if (peek(0) == '_') {
            at++;
        }
        takeDigits(digits);
        if (at > first && source.charAt(at - 1) != '_') {
            return true;
        }
        at = before;
        return false;
    }

    /** An underscore stands between two digits only. */
    private void takeDigits(IntPredicate digits) {
        while (digits.test(peek(0))
                || (peek(0) == '_' && at > 0 && digits.test(source.charAt(at - 1)) && digits.test(peek(1)))) {
            at++;
        }
    }

    private void takeExponent() {
        if (isOneOf(peek(0), "eE")) {
            int digits = isOneOf(peek(1), "+-") ? 2 : 1;
            if (isDecimal(peek(digits))) {
                at += digits;
                takeDigits(PythonNumber::isDecimal);
            }
        }
    }

    private static boolean isDecimal(int character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isOneOf(int character, String characters) {
        return character >= 0 && characters.indexOf(character) >= 0;
    }

    private int peek(int distance) {
        return at + distance < source.length() ? source.charAt(at + distance) : -1;
    }
}
