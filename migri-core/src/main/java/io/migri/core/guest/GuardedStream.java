package io.migri.core.guest;

import io.migri.api.MigriException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/** The bytes of a migration that a plug-in reads. */
final class GuardedStream extends FilterInputStream {
    private final Function<Throwable, MigriException> judge;

    GuardedStream(InputStream in, Function<Throwable, MigriException> judge) {
        super(in);
        this.judge = judge;
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            throw judge.apply(e);
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count;
        try {
            count = super.read(target, offset, length);
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            throw judge.apply(e);
        }
        if (count > length || count < -1) {
            throw judge.apply(
                    new IllegalStateException(count + " bytes were read where " + length + " were asked for"));
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            throw judge.apply(e);
        }
    }
}
