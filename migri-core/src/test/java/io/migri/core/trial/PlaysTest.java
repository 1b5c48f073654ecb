package io.migri.core.trial;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the core does, written down to be read: what a script has and where it fails, what is sent then, what is said, what is left, and what the
 * next run does. With {@code -Dmigri.plays.write} the plays are written anew as they are played today; read them before you keep them.
 */
class PlaysTest {
    private static final List<String> FILES = List.of(
            "failures.txt",
            "resuming.txt",
            "retries.txt",
            "locks.txt",
            "dryruns.txt",
            "history.txt",
            "beginnings.txt",
            "undo.txt");

    static Stream<Play> plays() throws IOException {
        List<Play> plays = new ArrayList<>();
        for (String file : FILES) {
            List<Play> own = read(file);
            if (Boolean.getBoolean("migri.plays.write")) {
                StringBuilder text = new StringBuilder();
                own.forEach(play -> text.append("== ").append(play.played()));
                Files.writeString(Path.of("src/test/resources/io/migri/core/trial", file), text);
            }
            plays.addAll(read(file));
        }
        return plays.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plays")
    void isPlayedAsItIsWritten(Play play) {
        assertEquals(play.asWritten(), play.played());
    }

    private static List<Play> read(String file) throws IOException {
        List<Play> plays = new ArrayList<>();
        String title = "";
        List<String> lines = new ArrayList<>();
        for (String line : text(file).lines().toList()) {
            if (!line.startsWith("== ")) {
                lines.add(line);
                continue;
            }
            if (!title.isEmpty()) {
                plays.add(new Play(title, List.copyOf(lines)));
            }
            title = line.substring(3);
            lines.clear();
        }
        plays.add(new Play(title, List.copyOf(lines)));
        return plays;
    }

    private static String text(String file) throws IOException {
        try (InputStream bytes = requireNonNull(PlaysTest.class.getResourceAsStream(file), file)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
