package io.migri.dialect.postgresql.report;

import io.migri.dialect.postgresql.language.PostgresqlText;
import java.util.ArrayList;
import java.util.List;

/**
 * A type of a column, as <a href="https://www.postgresql.org/docs/current/functions-info.html">format_type</a> writes it.
 *
 * @param name without what is in parentheses
 * @param sizes what is in parentheses
 */
record PostgresqlColumnType(String name, List<Integer> sizes) {
    private static final int NO_END = 1_000_000;

    static PostgresqlColumnType of(String text) {
        int open = text.indexOf('(');
        int close = text.indexOf(')');
        if (open < 0 || close < open) {
            return new PostgresqlColumnType(text, List.of());
        }
        List<Integer> sizes = new ArrayList<>();
        int number = 0;
        for (int i = open + 1; i <= close; i++) {
            char next = text.charAt(i);
            if (PostgresqlText.isDigit(next)) {
                number = number * 10 + next - '0';
            } else if (next == ',' || next == ')') {
                sizes.add(number);
                number = 0;
            }
        }
        return new PostgresqlColumnType(text.substring(0, open) + text.substring(close + 1), List.copyOf(sizes));
    }

    /** Whether values of this type may be cut or rounded, or may not fit, as one of {@code other}. */
    boolean narrowsTo(PostgresqlColumnType other) {
        int length = length();
        if (length > 0 && other.length() > 0) {
            return other.length() < length;
        }
        if (isNumber() && other.isNumber()) {
            return narrowsToNumber(other);
        }
        if (isMoment() && (other.isMoment() || other.name.equals("date") || other.name.startsWith("time "))) {
            return !other.isMoment() || other.fractions() < fractions();
        }
        return false;
    }

    /** Of texts, in characters; 0 for anything else. */
    private int length() {
        return switch (name) {
            case "text" -> NO_END;
            case "character varying", "character" -> sizes.isEmpty() ? NO_END : sizes.get(0);
            default -> 0;
        };
    }

    private boolean isMoment() {
        return name.startsWith("timestamp");
    }

    private int fractions() {
        return sizes.isEmpty() ? 6 : sizes.get(0);
    }

    private boolean isNumber() {
        return whole() > 0;
    }

    private boolean narrowsToNumber(PostgresqlColumnType other) {
        if (other.isInexact()) {
            return isInexact() ? other.whole() < whole() : whole() + scale() > other.whole();
        }
        return other.whole() < whole() || other.scale() < (isInexact() ? NO_END : scale());
    }

    private boolean isInexact() {
        return name.equals("real") || name.equals("double precision");
    }

    /** Digits before the point, of inexact numbers those that count at all; 0 for what is no number. */
    private int whole() {
        return switch (name) {
            case "smallint" -> 5;
            case "integer" -> 10;
            case "bigint" -> 19;
            case "real" -> 6;
            case "double precision" -> 15;
            case "numeric" -> sizes.isEmpty() ? NO_END : sizes.get(0) - scale();
            default -> 0;
        };
    }

    private int scale() {
        return !name.equals("numeric") ? 0 : sizes.isEmpty() ? NO_END : sizes.size() > 1 ? sizes.get(1) : 0;
    }
}
