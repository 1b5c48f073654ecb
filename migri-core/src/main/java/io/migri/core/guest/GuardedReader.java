package io.migri.core.guest;

import io.migri.api.MigriException;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.util.function.Function;

/** The data of a statement that a plug-in's reader gives. */
final class GuardedReader extends FilterReader {
    private final Function<Throwable, MigriException> judge;

    GuardedReader(Reader in, Function<Throwable, MigriException> judge) {
        super(in);
        this.judge = judge;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        int count;
        try {
            count = super.read(target, offset, length);
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            throw judge.apply(e);
        }
        if (count > length || count < -1) {
            throw judge.apply(new IllegalStateException(count + " characters where " + length + " were asked for"));
        }
        return count;
    }
}
