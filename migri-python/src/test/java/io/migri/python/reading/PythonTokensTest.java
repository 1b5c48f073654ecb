package io.migri.python.reading;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.python.engine.PythonSource;
import io.migri.testkit.python.PythonEnvironments;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PythonTokensTest {
    private static final String FILES = "25";

    /** Files of the standard library, and copies of them that were changed in ways that mean something or nothing. */
    @Test
    void findsTheTokensThatPythonsOwnTokenizerFinds(@TempDir Path directory) throws Exception {
        List<String> differences = new ArrayList<>();
        List<String> files = corpus(directory);
        for (String line : files) {
            String[] fields = line.split("\t", -1);
            String found = hash(Files.readAllBytes(directory.resolve(fields[0])));
            if (!found.equals(fields[2])) {
                differences.add(line + " " + found);
            }
        }
        assertTrue(files.size() > 100, () -> "only " + files.size());
        assertEquals("", String.join("\n", differences));
    }

    @Test
    void readsStringsOfEveryKind() {
        for (String string : List.of(
                "'it\\'s'",
                "r'\\'",
                "rb'''a'b\n'''",
                "f'{a!r:>{width}} {{'",
                "f\"{x[\"a\"]}\"",
                "f'{a:%H \"}'",
                "f'\\N{DASH}'")) {
            String text = "x = " + string + " # c\n";
            String[] tokens = PythonTokens.of(text.getBytes(UTF_8)).orElse("").split("\0", -1);
            assertEquals(string.equals("r'\\'") ? "" : string, tokens.length > 2 ? tokens[2] : "", text);
        }
    }

    @Test
    void readsNumbersOfEveryLengthAndKind() {
        for (String number : List.of(
                "0x" + "f".repeat(200_000),
                "1_0".repeat(100_000) + "1",
                "0b1_0",
                "0O_17",
                "0xE+1",
                "1.",
                ".5e-3",
                "1_0.0_1e1_0j",
                "0_0",
                "12J")) {
            int end = number.equals("0xE+1") ? 3 : number.length();
            assertEquals(end, PythonNumber.end(number, 0), number.substring(0, Math.min(20, number.length())));
            assertEquals(end, PythonNumber.end(number + " or 2", 0));
        }
        assertEquals(1, PythonNumber.end("1if x else 2", 0));
        assertEquals(1, PythonNumber.end("1else", 0));
        assertEquals(1, PythonNumber.end("1_", 0));
        assertEquals(1, PythonNumber.end("0xg", 0));
        assertEquals(1, PythonNumber.end("0b2", 0));
        assertEquals(2, PythonNumber.end("1._x", 0));
    }

    @Test
    void doesNotGuessAtWhatItDoesNotUnderstand() {
        for (String text :
                List.of("x = 'a", "x = '''a", "x = )", "x = (", "x = $", "if x:\n    a\n  b\n", "x = \\ \n1")) {
            assertEquals(Optional.empty(), PythonTokens.of(text.getBytes(UTF_8)), text);
        }
    }

    @Test
    void directivesAndEncodingsCount() throws Exception {
        assertNotEquals(tokens("x = 1"), tokens("# migri: no-transaction\nx = 1"));
        assertNotEquals(tokens("x = 1"), tokens("# -*- coding: latin-1 -*-\nx = 1"));
        assertEquals(tokens("x = 1"), tokens("#!/usr/bin/python\n# -*- coding: UTF-8 -*-\n\nx=1"));
    }

    private static Optional<String> tokens(String text) throws Exception {
        return PythonHash.of(PythonSource.of(text), true, false);
    }

    private static String hash(byte[] file) throws Exception {
        byte[] tokens = PythonTokens.of(file).orElse("not understood").getBytes(ISO_8859_1);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(tokens));
    }

    private static List<String> corpus(Path directory) throws Exception {
        Path program = directory.resolve("token_corpus");
        try (InputStream source = PythonTokensTest.class.getResourceAsStream("token_corpus.py")) {
            Files.copy(Objects.requireNonNull(source), program);
        }
        Path output = directory.resolve("output");
        Process python = new ProcessBuilder(
                        PythonEnvironments.ofThisUser().plain().toString(),
                        "-W",
                        "ignore",
                        program.toString(),
                        directory.toString(),
                        FILES)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int exit = python.waitFor();
        List<String> lines = Files.readAllLines(output);
        assertEquals(0, exit, () -> String.join("\n", lines));
        return lines;
    }
}
