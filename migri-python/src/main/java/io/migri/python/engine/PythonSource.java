package io.migri.python.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.migri.api.Migration;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The text of a migration, as bytes: only Python knows how to decode it. */
public final class PythonSource {
    private final byte[] bytes;

    private PythonSource(byte[] bytes) {
        this.bytes = bytes;
    }

    public static PythonSource of(Migration migration) throws IOException {
        try (InputStream content = migration.content().open()) {
            return new PythonSource(content.readAllBytes());
        }
    }

    public static PythonSource of(String text) {
        return new PythonSource(text.getBytes(UTF_8));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** The lines, as far as they are UTF-8. */
    public List<String> lines() {
        String text = new String(bytes, UTF_8);
        return (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().toList();
    }

    /** One line, whose number is one-based; empty behind the end. */
    String line(int number) {
        List<String> lines = lines();
        return number <= lines.size() ? lines.get(number - 1) : "";
    }
}
