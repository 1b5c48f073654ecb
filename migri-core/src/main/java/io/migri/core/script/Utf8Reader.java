package io.migri.core.script;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes UTF-8 without mercy: a byte order mark is passed over, a bad byte is an error that tells its offset. */
final class Utf8Reader extends Reader {
    private static final int BUFFER = 64 * 1024;

    private final InputStream input;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
    private long bytesBefore;
    private boolean atStart = true;
    private boolean drained;
    private boolean blank = true;
    private int pending = -1;

    /** The reader owns {@code input} from now on. */
    Utf8Reader(InputStream input) {
        this.input = requireNonNull(input, "input");
    }

    /** Whether all that was read so far is white space. */
    boolean blank() {
        return blank;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (pending >= 0) {
            target[offset] = (char) pending;
            pending = -1;
            return 1;
        }
        return length == 1 ? readOne(target, offset) : readSeveral(target, offset, length);
    }

    /** A character of two halves does not fit into one place, so two are read and one waits for the next call. */
    private int readOne(char[] target, int offset) throws IOException {
        char[] pair = new char[2];
        int read = readSeveral(pair, 0, 2);
        target[offset] = pair[0];
        pending = read == 2 ? pair[1] : -1;
        return Math.min(read, 1);
    }

    private int readSeveral(char[] target, int offset, int length) throws IOException {
        CharBuffer characters = CharBuffer.wrap(target, offset, length).slice();
        while (characters.position() == 0) {
            if (!bytes.hasRemaining() && !fill()) {
                return -1;
            }
            skipByteOrderMark();
            decode(characters);
        }
        noteContent(target, offset, characters.position());
        return characters.position();
    }

    private void decode(CharBuffer characters) throws IOException {
        CoderResult result = decoder.decode(bytes, characters, drained);
        if (result.isError()) {
            throw invalid();
        }
        if (result.isUnderflow() && bytes.hasRemaining() && !fill()) {
            decode(characters);
        }
    }

    private InvalidUtf8Exception invalid() {
        int found = bytes.get(bytes.position()) & 0xFF;
        return new InvalidUtf8Exception(found, bytesBefore + bytes.position());
    }

    /** Reads on, keeping what was not decoded yet; false at the end of the input. */
    private boolean fill() throws IOException {
        if (drained) {
            return false;
        }
        bytesBefore += bytes.position();
        bytes.compact();
        int read = input.read(bytes.array(), bytes.position(), bytes.remaining());
        drained = read < 0;
        bytes.position(bytes.position() + Math.max(read, 0));
        bytes.flip();
        return !drained;
    }

    private void skipByteOrderMark() throws IOException {
        while (atStart && bytes.remaining() < 3 && fill()) {
            // a stream may hand out the mark byte by byte
        }
        if (atStart && bytes.remaining() >= 3 && byteAt(0) == 0xEF && byteAt(1) == 0xBB && byteAt(2) == 0xBF) {
            bytes.position(bytes.position() + 3);
        }
        atStart = false;
    }

    private int byteAt(int index) {
        return bytes.get(bytes.position() + index) & 0xFF;
    }

    private void noteContent(char[] target, int offset, int length) {
        for (int i = offset; blank && i < offset + length; i++) {
            blank = Character.isWhitespace(target[i]);
        }
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
