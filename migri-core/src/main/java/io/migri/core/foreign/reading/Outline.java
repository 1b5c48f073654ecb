package io.migri.core.foreign.reading;

import io.migri.api.Migration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The comments of a script that have a line for themselves and mean something to some tool, and whether there is code between them.
 * These tools read lines, without regard to quotes, and so does this.
 *
 * @param marks in order
 */
public record Outline(List<Mark> marks) {

    public static Outline read(Migration script, Predicate<String> telling) throws IOException {
        try (InputStream bytes = script.content().open()) {
            Reading reading = new Reading(bytes, telling);
            while (reading.line()) {
                // each line notes itself
            }
            return new Outline(reading.found());
        }
    }

    /** One script, line by line. Only the beginnings of lines are kept, however long these are. */
    private static final class Reading {
        private static final int LONGEST = 4000;

        private final InputStream bytes;
        private final Predicate<String> telling;
        private final List<Mark> found = new ArrayList<>();
        private final byte[] buffer = new byte[64 * 1024];
        private final byte[] start = new byte[LONGEST];
        private int position;
        private int limit;
        private int number;
        private boolean inBlockComment;

        Reading(InputStream bytes, Predicate<String> telling) {
            this.bytes = bytes;
            this.telling = telling;
        }

        List<Mark> found() {
            return List.copyOf(found);
        }

        /** False at the end. */
        boolean line() throws IOException {
            if (!more()) {
                return false;
            }
            number++;
            int length = 0;
            do {
                int end = lineEnd();
                int kept = Math.min(end - position, LONGEST - length);
                System.arraycopy(buffer, position, start, length, kept);
                length += kept;
                position = end;
            } while (position == limit && more());
            position++;
            take(new String(start, 0, length, StandardCharsets.UTF_8));
            return true;
        }

        private int lineEnd() {
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            return end;
        }

        private boolean more() throws IOException {
            if (position >= limit) {
                limit = Math.max(0, bytes.read(buffer));
                position = 0;
            }
            return limit > 0;
        }

        private void take(String line) {
            String text = (number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line).strip();
            if (inBlockComment) {
                block(text);
            } else if (text.startsWith("/*") && !text.startsWith("/*!") && !text.startsWith("/*M!")) {
                block(text.substring(2));
            } else if (text.startsWith("--") || text.startsWith("#")) {
                comment(text);
            } else if (!text.isEmpty()) {
                code();
            }
        }

        private void block(String text) {
            int end = text.indexOf("*/");
            inBlockComment = end < 0;
            if (end >= 0 && !text.substring(end + 2).isBlank()) {
                code();
            }
        }

        private void comment(String text) {
            String said = text.substring(text.startsWith("#") ? 1 : 2).strip();
            if (telling.test(said)) {
                found.add(new Mark(number, said, 0));
            }
        }

        private void code() {
            int last = found.size() - 1;
            if (last >= 0 && found.get(last).code() == 0) {
                found.set(last, new Mark(found.get(last).line(), found.get(last).text(), number));
            }
        }
    }
}
