package io.migri.core.source;

import io.migri.core.ahead.Beside;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file piece by piece, and gives no byte of a piece that is not as it was when it was first read. Of a long file the next piece is read
 * and hashed on a thread beside, while this one is taken.
 */
final class PieceStream extends InputStream {
    /** So many pieces are read before it is worth a thread. */
    private static final int ALONE = 8;

    private final InputStream in;
    private final PieceHashes.Reading reading;
    private final Beside beside = new Beside();
    private Piece piece = new Piece(new byte[0], 0, null);
    private byte[] spare = {};
    private @Nullable Piece next;
    private int count;
    private int position;
    private boolean ended;

    PieceStream(InputStream in, PieceHashes hashes) {
        this.in = in;
        this.reading = hashes.reading();
    }

    @Override
    public int read() throws IOException {
        return more() ? piece.bytes()[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int wanted) throws IOException {
        if (wanted == 0) {
            return 0;
        }
        if (!more()) {
            return -1;
        }
        int taken = Math.min(wanted, piece.length() - position);
        System.arraycopy(piece.bytes(), position, target, offset, taken);
        position += taken;
        return taken;
    }

    @Override
    public void close() throws IOException {
        beside.close();
        in.close();
    }

    /** The last piece, which may be empty, says where the file ends. */
    private boolean more() throws IOException {
        if (position == piece.length() && !ended) {
            turn();
        }
        return position < piece.length();
    }

    private void turn() throws IOException {
        Piece read = take();
        IOException failure = read.failure();
        if (failure != null) {
            throw failure;
        }
        spare = piece.bytes();
        piece = read;
        position = 0;
        ended = piece.length() < PieceHashes.PIECE;
        count++;
        if (count >= ALONE && !ended) {
            byte[] target = room();
            beside.give(() -> next = fill(target));
        }
    }

    private Piece take() {
        beside.settle();
        Piece ahead = next;
        if (ahead == null) {
            return fill(room());
        }
        // a failure is told at each try
        next = ahead.failure() == null ? null : ahead;
        return ahead;
    }

    private byte[] room() {
        return spare.length == 0 ? new byte[PieceHashes.PIECE] : spare;
    }

    private Piece fill(byte[] target) {
        try {
            int length = in.readNBytes(target, 0, target.length);
            reading.check(target, length);
            return new Piece(target, length, null);
        } catch (IOException e) {
            return new Piece(target, 0, e);
        }
    }

    /**
     * A piece of the file.
     *
     * @param failure why there is none
     */
    @SuppressWarnings("ArrayRecordComponent") // the array is lent and filled anew
    private record Piece(byte[] bytes, int length, @Nullable IOException failure) {}
}
