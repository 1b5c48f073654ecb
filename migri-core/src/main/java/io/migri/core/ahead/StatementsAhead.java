package io.migri.core.ahead;

import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Gives the statements of another reader, and takes as many as a message holds from it while the database works. Behind a statement with data
 * nothing is taken: they are read from the script itself. Closing it closes the reader.
 */
public final class StatementsAhead implements StatementReader, Meanwhile.Work {
    /** About as much as a message. */
    private static final int CHARACTERS = 64 * 1024;

    private static final int STATEMENTS = 1_000;

    private final StatementReader reader;
    private final Meanwhile meanwhile;
    private final Deque<SqlStatement> taken = new ArrayDeque<>();
    private int characters;
    private boolean pausing;
    private boolean ended;
    private @Nullable Throwable failure;

    public StatementsAhead(StatementReader reader, Meanwhile meanwhile) {
        this.reader = reader;
        this.meanwhile = meanwhile;
        meanwhile.add(this);
    }

    @Override
    public @Nullable SqlStatement next() throws IOException {
        SqlStatement next = taken.poll();
        if (next != null) {
            characters -= next.text().length();
            return next;
        }
        tellFailure();
        return ended ? null : read();
    }

    private void tellFailure() throws IOException {
        if (failure instanceof IOException unreadable) {
            throw unreadable;
        }
        if (failure instanceof RuntimeException wrong) {
            throw wrong;
        }
        if (failure instanceof Error serious) {
            throw serious;
        }
    }

    private @Nullable SqlStatement read() throws IOException {
        SqlStatement next = reader.next();
        ended = next == null;
        pausing = next != null && next.data() != null;
        return next;
    }

    @Override
    public boolean wanted() {
        return !ended && !pausing && failure == null && characters < CHARACTERS && taken.size() < STATEMENTS;
    }

    @Override
    public void step() {
        try {
            SqlStatement next = read();
            if (next != null) {
                taken.add(next);
                characters += next.text().length();
            }
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
    }

    @Override
    public void close() throws IOException {
        meanwhile.remove(this);
        reader.close();
    }
}
