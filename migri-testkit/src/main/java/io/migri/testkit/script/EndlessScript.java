package io.migri.testkit.script;

import java.io.Reader;
import java.util.function.IntFunction;

/** A script of many statements that is never in memory as a whole, and knows how much of it was taken. */
public final class EndlessScript extends Reader {
    private final int statements;
    private final IntFunction<String> statement;
    private int written;
    private String current = "";
    private int position;
    private long taken;

    /** @param statement what the statement of that number says, without the semicolon */
    public EndlessScript(int statements, IntFunction<String> statement) {
        this.statement = statement;
        this.statements = statements;
    }

    /** How many characters were read so far. */
    public long taken() {
        return taken;
    }

    @Override
    public int read(char[] buffer, int offset, int length) {
        if (position == current.length() && !advance()) {
            return -1;
        }
        int count = Math.min(length, current.length() - position);
        current.getChars(position, position + count, buffer, offset);
        position += count;
        taken += count;
        return count;
    }

    @Override
    public void close() {
        // there is nothing to close
    }

    private boolean advance() {
        if (written == statements) {
            return false;
        }
        current = statement.apply(written++) + ";\n";
        position = 0;
        return true;
    }
}
