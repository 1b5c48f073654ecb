package io.migri.cli.failure;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Where a failure comes from, for a bug report. A driver's own words are left out, since they repeat statements with what stands in them.
 * The error report has them without secrets.
 */
final class StackTrace {
    private StackTrace() {}

    static String of(Throwable failure) {
        StringBuilder text = new StringBuilder();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> waiting = new ArrayDeque<>();
        waiting.add(failure);
        while (!waiting.isEmpty()) {
            Throwable next = waiting.remove();
            if (seen.add(next)) {
                append(text, next, seen.size() == 1 ? "" : "Caused by: ");
                for (Throwable suppressed : next.getSuppressed()) {
                    waiting.add(suppressed);
                }
                if (next.getCause() != null) {
                    waiting.add(next.getCause());
                }
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Throwable failure, String before) {
        text.append(before).append(failure.getClass().getName());
        if (failure instanceof SQLException sql) {
            text.append(": SQLState ")
                    .append(sql.getSQLState())
                    .append(", code ")
                    .append(sql.getErrorCode());
        } else if (failure.getMessage() != null) {
            text.append(": ").append(failure.getMessage());
        }
        text.append('\n');
        for (StackTraceElement frame : failure.getStackTrace()) {
            text.append("\tat ").append(frame).append('\n');
        }
    }
}
