package io.migri.core.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.migri.spi.script.Language;
import io.migri.spi.script.SqlStatement;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** A hash over what the statements of a script say, and over the directives that change how they run. Whoever makes it closes it. */
final class TokenHash implements AutoCloseable {
    private static final byte NO_TRANSACTION = 'n';
    private static final byte STATEMENT = 's';
    private static final byte DATA = 'd';
    private static final byte MORE_DATA = 'm';
    private static final int CHUNK = 16 * 1024;
    private static final int LARGE = 256 * 1024;

    private final LongDigest digest = new LongDigest();

    TokenHash(Directives directives) {
        if (directives.noTransaction()) {
            digest.update(NO_TRANSACTION);
        }
    }

    /** Adds a statement with its data, which are read by that. */
    void add(SqlStatement statement, Language language) throws IOException {
        add(statement.traits().canonical().orElseGet(() -> language.canonical(statement.text())));
        if (statement.data() != null) {
            add(statement.data());
        }
    }

    /** Adds a statement as the session says that it counts. */
    void add(String canonical) {
        part(STATEMENT, canonical);
    }

    /** Adds what belongs to the statement before, such as the rows of a COPY. */
    void add(Reader data) throws IOException {
        digest.update(DATA);
        StringBuilder chunk = new StringBuilder(CHUNK);
        char[] characters = new char[CHUNK];
        boolean carriageReturn = false;
        for (int read = data.read(characters); read >= 0; read = data.read(characters)) {
            for (int i = 0; i < read; i++) {
                carriageReturn = add(characters[i], carriageReturn, chunk);
            }
        }
        part(MORE_DATA, carriageReturn ? chunk.append('\r').toString() : chunk.toString());
    }

    /** Adds a character; a carriage return waits for the next one. Chunks are of one length however the data comes in. */
    private boolean add(char next, boolean carriageReturn, StringBuilder chunk) {
        if (carriageReturn && next != '\n') {
            chunk.append('\r');
        }
        if (next == '\r') {
            return true;
        }
        chunk.append(next);
        if (chunk.length() >= CHUNK && !Character.isHighSurrogate(next)) {
            part(MORE_DATA, chunk.toString());
            chunk.setLength(0);
        }
        return false;
    }

    String hexadecimal() {
        return HexFormat.of().formatHex(digest.value());
    }

    @Override
    public void close() {
        digest.close();
    }

    private void part(byte kind, String text) {
        if (text.length() > LARGE) {
            largePart(kind, text);
            return;
        }
        byte[] bytes = text.getBytes(UTF_8);
        begin(kind, bytes.length);
        digest.update(bytes);
    }

    private void begin(byte kind, int length) {
        digest.update(kind);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
    }

    /** The same piece by piece, because the bytes would take as much memory as the text. */
    private void largePart(byte kind, String text) {
        int length = 0;
        for (int start = 0; start < text.length(); start = pieceEnd(text, start)) {
            length += text.substring(start, pieceEnd(text, start)).getBytes(UTF_8).length;
        }
        begin(kind, length);
        for (int start = 0; start < text.length(); start = pieceEnd(text, start)) {
            digest.update(text.substring(start, pieceEnd(text, start)).getBytes(UTF_8));
        }
    }

    /** Not between the two halves of a character. */
    private static int pieceEnd(String text, int start) {
        int end = Math.min(text.length(), start + LARGE);
        return end < text.length() && Character.isHighSurrogate(text.charAt(end - 1)) ? end + 1 : end;
    }
}
