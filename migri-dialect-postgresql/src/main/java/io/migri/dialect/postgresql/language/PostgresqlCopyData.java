package io.migri.dialect.postgresql.language;

import io.migri.spi.script.ScriptCursor;
import io.migri.spi.script.ScriptException;
import java.io.IOException;
import java.io.Reader;

/** The rows of a {@code COPY … FROM stdin}, up to the line that ends them, read from the script itself. */
final class PostgresqlCopyData extends Reader {
    private final ScriptCursor cursor;
    private final int line;
    private final int column;
    private boolean atLineStart = true;
    private boolean ended;

    /**
     * The rows that begin where {@code cursor} stands.
     *
     * @param line of the statement, for the complaint about rows without an end
     * @param column of the statement
     */
    PostgresqlCopyData(ScriptCursor cursor, int line, int column) {
        this.cursor = cursor;
        this.line = line;
        this.column = column;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        int end = offset + length;
        int position = offset;
        while (position < end && !ends()) {
            int taken = cursor.take();
            atLineStart = taken == '\n';
            target[position++] = (char) taken;
        }
        return position == offset && length > 0 ? -1 : position - offset;
    }

    /** Takes what was not read. */
    void skip() throws IOException {
        while (!ends()) {
            atLineStart = cursor.take() == '\n';
        }
    }

    @Override
    public void close() {
        // the script goes on after the rows
    }

    private boolean ends() throws IOException {
        if (!ended && atLineStart && isEndMark()) {
            cursor.takeLine();
            ended = true;
        }
        if (!ended && cursor.peek() == ScriptCursor.END) {
            throw new ScriptException(
                    "the rows of this COPY have no end; put a line with \\. and nothing else after the last",
                    line,
                    column);
        }
        return ended;
    }

    private boolean isEndMark() throws IOException {
        if (cursor.peek() != '\\' || cursor.peek(1) != '.') {
            return false;
        }
        int after = cursor.peek(2) == '\r' ? cursor.peek(3) : cursor.peek(2);
        return after == '\n' || after == ScriptCursor.END;
    }
}
