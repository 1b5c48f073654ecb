package io.migri.format.file;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads lines byte for byte. A mark of byte order in front of the first is left out. */
public final class LineReader implements AutoCloseable {
    private static final String MARK = "\u00ef\u00bb\u00bf";
    private static final int BUFFER = 64 * 1024;

    private final InputStream bytes;
    private final int longest;
    private boolean first = true;
    private boolean atLineStart = true;

    /** @param longest longer lines come in parts of that many bytes */
    public LineReader(InputStream file, int longest) {
        this.bytes = new BufferedInputStream(file, BUFFER);
        this.longest = longest;
    }

    /** Whether what comes next begins a line. At the end it is false where the last line has no line break. */
    public boolean atLineStart() {
        return atLineStart;
    }

    /** The next line without its line break, or the next part of it; null at the end. */
    public @Nullable String next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = bytes.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n' && line.size() < longest - 1) {
            line.write(next);
            next = bytes.read();
        }
        atLineStart = next == '\n';
        if (next >= 0 && next != '\n') {
            line.write(next);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        boolean marked = first && text.startsWith(MARK);
        first = false;
        return marked ? text.substring(MARK.length()) : text;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
