package io.migri.meaning;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Files of a directory, as they are written in a table of cases: one line is one statement, so that nobody has to take them apart.
 *
 * @param name a sentence; {@code {lost}} in it says that a run may refuse to go on in the middle, {@code {refused}} that it does not begin,
 *     and {@code {asks}} that nobody but the user knows what came of a lost statement
 * @param before what the database holds
 */
record MeaningCase(String name, List<String> before, List<MeaningFile> files) {
    /** Stands behind the rows of a COPY, in front of what does the same. */
    static final String INSTEAD = "-- that is ";

    static List<MeaningCase> read(String resource) throws IOException {
        List<MeaningCase> cases = new ArrayList<>();
        for (String text : text(resource).split("(?m)^=== ", -1)) {
            if (!text.isBlank()) {
                cases.add(parse(text));
            }
        }
        return cases;
    }

    private static String text(String resource) throws IOException {
        try (InputStream stream = MeaningCase.class.getResourceAsStream(resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static MeaningCase parse(String text) {
        List<String> before = List.of();
        List<MeaningFile> files = new ArrayList<>();
        String[] parts = text.split("(?m)^--- ");
        for (String part : List.of(parts).subList(1, parts.length)) {
            List<String> statements = statements(part.lines().skip(1).toList());
            if (part.startsWith("before")) {
                before = statements;
            } else {
                files.add(new MeaningFile(part.startsWith("script {by itself}"), statements));
            }
        }
        return new MeaningCase(text.lines().findFirst().orElseThrow(), before, List.copyOf(files));
    }

    /** The rows of a COPY belong to it. */
    private static List<String> statements(List<String> lines) {
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            StringBuilder statement = new StringBuilder(lines.get(i));
            if (lines.get(i).contains(" FROM stdin")) {
                do {
                    i++;
                    statement.append('\n').append(lines.get(i));
                } while (!lines.get(i).startsWith(INSTEAD));
            }
            int times = lines.get(i).indexOf(" -- times ");
            statements.addAll(Collections.nCopies(
                    times < 0 ? 1 : Integer.parseInt(lines.get(i).substring(times + 10)), statement.toString()));
        }
        return List.copyOf(statements);
    }

    boolean mayRefuse() {
        return name.contains("{lost}");
    }

    boolean mayAsk() {
        return name.contains("{asks}");
    }

    boolean isRefused() {
        return name.contains("{refused}");
    }

    /** The same with another file at that place. */
    MeaningCase with(int index, MeaningFile file) {
        List<MeaningFile> changed = new ArrayList<>(files);
        changed.set(index, file);
        return new MeaningCase(name, before, List.copyOf(changed));
    }

    @Override
    public String toString() {
        return name;
    }
}
