package io.migri.dialect.postgresql.facade;

import io.migri.dialect.postgresql.facade.codec.PostgresqlRowFrame;
import java.util.List;
import org.postgresql.core.Tuple;

/** The rows of an answer, handed out in portions that a message can hold. Used by one thread. */
final class PostgresqlFacadeRows {
    private static final int PORTION = 10_000;
    /** Wide rows go in smaller portions. */
    private static final int PORTION_BYTES = 4 * 1024 * 1024;

    private final PostgresqlRowFrame frame;
    private final List<Tuple> rows;
    private int taken;

    PostgresqlFacadeRows(PostgresqlFacadeAnswer answer) {
        this.frame = new PostgresqlRowFrame(answer.fields());
        this.rows = answer.rows();
    }

    boolean isEmpty() {
        return taken >= rows.size();
    }

    byte[] next() {
        int end = taken;
        for (long length = 0; end < rows.size() && end - taken < PORTION && length < PORTION_BYTES; end++) {
            length += rows.get(end).length();
        }
        byte[] portion = frame.encode(rows.subList(taken, end));
        forget(end);
        return portion;
    }

    private void forget(int end) {
        if (end < rows.size()) {
            Tuple nothing = new Tuple(0);
            for (int i = taken; i < end; i++) {
                rows.set(i, nothing);
            }
        }
        taken = end;
    }
}
