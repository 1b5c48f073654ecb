package io.migri.core.format;

import io.migri.api.Migration;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Copies a migration byte for byte, without the blank lines before its first and behind its last line. */
final class WithoutBlankEnds {

    private WithoutBlankEnds() {}

    /** False where it has blank lines alone. */
    static boolean copy(Migration migration, Path file) throws IOException {
        boolean begun = false;
        StringBuilder blank = new StringBuilder();
        try (BufferedReader lines = new BufferedReader(
                        new InputStreamReader(migration.content().open(), StandardCharsets.ISO_8859_1));
                Writer copy = Files.newBufferedWriter(file, StandardCharsets.ISO_8859_1)) {
            StringBuilder line = new StringBuilder();
            for (int next = lines.read(); next >= 0 || !line.isEmpty(); next = lines.read()) {
                if (next >= 0) {
                    line.append((char) next);
                }
                if (next >= 0 && next != '\n') {
                    continue;
                }
                if (line.toString().isBlank()) {
                    blank.append(line);
                } else {
                    copy.append(begun ? blank : "").append(line);
                    begun = true;
                    blank.setLength(0);
                }
                line.setLength(0);
                if (next < 0) {
                    break;
                }
            }
        }
        return begun;
    }
}
