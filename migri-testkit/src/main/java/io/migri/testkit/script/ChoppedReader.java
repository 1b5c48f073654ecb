package io.migri.testkit.script;

import java.io.Reader;
import java.util.Random;

/** A script that comes in pieces of random sizes, most of them small. */
public final class ChoppedReader extends Reader {
    private final String script;
    private final Random random;
    private int position;
    private boolean closed;

    public ChoppedReader(String script, Random random) {
        this.script = script;
        this.random = random;
    }

    public boolean closed() {
        return closed;
    }

    @Override
    public int read(char[] buffer, int offset, int length) {
        if (position == script.length()) {
            return -1;
        }
        int largest = random.nextInt(10) == 0 ? 1000 : 3;
        int count = Math.min(1 + random.nextInt(largest), Math.min(length, script.length() - position));
        script.getChars(position, position + count, buffer, offset);
        position += count;
        return count;
    }

    @Override
    public void close() {
        closed = true;
    }
}
