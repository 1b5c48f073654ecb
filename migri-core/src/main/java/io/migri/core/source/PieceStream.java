package io.migri.core.source;

import java.io.IOException;
import java.io.InputStream;

/** Reads a file piece by piece, and gives no byte of a piece that is not as it was when it was first read. */
final class PieceStream extends InputStream {
    private final InputStream in;
    private final PieceHashes.Reading reading;
    private final byte[] piece = new byte[PieceHashes.PIECE];
    private int length;
    private int position;
    private boolean ended;

    PieceStream(InputStream in, PieceHashes hashes) {
        this.in = in;
        this.reading = hashes.reading();
    }

    @Override
    public int read() throws IOException {
        return more() ? piece[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int wanted) throws IOException {
        if (wanted == 0) {
            return 0;
        }
        if (!more()) {
            return -1;
        }
        int count = Math.min(wanted, length - position);
        System.arraycopy(piece, position, target, offset, count);
        position += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** The last piece, which may be empty, says where the file ends. */
    private boolean more() throws IOException {
        if (position == length && !ended) {
            length = in.readNBytes(piece, 0, piece.length);
            position = 0;
            ended = length < piece.length;
            reading.check(piece, length);
        }
        return position < length;
    }
}
