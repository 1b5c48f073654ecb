package io.migri.corpora;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table in Markdown of what was found out about each corpus, for people to read. */
final class CorporaTable {
    private final Path file;
    private final List<String> rows = new ArrayList<>();

    /** A table to be written to {@code file} in the build directory. */
    CorporaTable(String file, Object... head) {
        this.file = Path.of("target").resolve(file);
        add(head);
        add(Stream.of(head).map(title -> "---").toArray());
    }

    void add(Object... cells) {
        rows.add(Stream.of(cells).map(String::valueOf).collect(Collectors.joining(" | ", "| ", " |")));
    }

    void write() throws IOException {
        Files.write(file, rows);
    }
}
