package io.migri.corpora;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.client.ReferenceClient;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a database holds, line by line, fit to be compared. */
record Dump(List<String> lines) {
    /** Differences of time zones included. */
    private static final Duration NOW = Duration.ofDays(1);

    private static final Pattern TIME = Pattern.compile(
            "\\b(\\d{4}-\\d\\d-\\d\\d)[ T](\\d\\d:\\d\\d:\\d\\d)(?:\\.\\d+)?|\\b\\d{13}\\b|\\b\\d{10}\\b");

    Dump {
        lines = List.copyOf(lines);
    }

    static Dump of(Database database, ReferenceClient client) throws IOException, InterruptedException {
        return of(client.dump(database), database.engine(), Instant.now());
    }

    /** Two databases were not filled at the same moment, so that times of today are all the same here. */
    static Dump of(String text, Engine engine, Instant now) {
        return new Dump(asKept(text, engine)
                .lines()
                .map(line -> TIME.matcher(line).replaceAll(time -> isToday(time, now) ? "«now»" : "$0"))
                .toList());
    }

    /** The same lines, whatever {@code pattern} finds left out, in an order that does not depend on it. */
    Dump sortedWithout(Pattern pattern) {
        return new Dump(lines.stream()
                .map(line -> pattern.matcher(line).replaceAll("«left out»"))
                .sorted()
                .toList());
    }

    /**
     * SQLite's shell reads scripts by lines and puts them together again with a line feed only, also where a line ends within a
     * text. And it hands statements over with the white space before their semicolon, which the schema keeps.
     */
    private static String asKept(String dump, Engine engine) {
        return engine == Engine.SQLITE
                ? dump.replace("\\u000d\\u000a", "\\u000a").replaceAll("\\s+;\n", ";\n")
                : dump;
    }

    /** Where this is not what it should be; empty where it is. */
    Optional<String> firstDifference(Dump expected) {
        int common = Math.min(lines.size(), expected.lines.size());
        for (int i = 0; i < common; i++) {
            if (!lines.get(i).equals(expected.lines.get(i))) {
                return Optional.of("line " + (i + 1) + " of the dump is\n" + around(i, expected) + "\nrather than\n"
                        + expected.around(i, this));
            }
        }
        return lines.size() == expected.lines.size()
                ? Optional.empty()
                : Optional.of(
                        lines.size() + " lines rather than " + expected.lines.size() + ", the same as far as they go");
    }

    private String around(int index, Dump other) {
        String line = lines.get(index);
        int from = Math.max(0, commonPrefix(line, other.lines.get(index)) - 100);
        String before = index == 0 ? "" : clipped(lines.get(index - 1), 0) + "\n";
        return before + clipped(line, from);
    }

    private static int commonPrefix(String left, String right) {
        int length = 0;
        while (length < left.length() && length < right.length() && left.charAt(length) == right.charAt(length)) {
            length++;
        }
        return length;
    }

    private static String clipped(String line, int from) {
        return line.substring(from, Math.min(line.length(), from + 300));
    }

    private static boolean isToday(MatchResult time, Instant now) {
        try {
            return Duration.between(instant(time), now).abs().compareTo(NOW) < 0;
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }

    private static Instant instant(MatchResult time) {
        if (time.group(1) != null) {
            return LocalDateTime.parse(time.group(1) + "T" + time.group(2)).toInstant(ZoneOffset.UTC);
        }
        long number = Long.parseLong(time.group());
        return time.group().length() == 13 ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
    }
}
