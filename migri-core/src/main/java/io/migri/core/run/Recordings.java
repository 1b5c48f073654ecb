package io.migri.core.run;

import io.migri.api.Migration;
import io.migri.core.ahead.Meanwhile;
import io.migri.core.reading.Prepared;
import io.migri.core.record.Gzip;
import io.migri.core.record.Recording;
import io.migri.core.record.UndoText;
import io.migri.core.source.FrozenContent;
import io.migri.spi.DialectSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the history is to keep of the migrations to come. Those of the next small ones are made while the database works, no more than a few at a
 * time. One that cannot be made so is made when its turn comes, and fails then.
 */
final class Recordings implements Meanwhile.Work, AutoCloseable {
    /** The other thread is woken once for about so many. */
    private static final int AHEAD = 16;

    private static final int BYTES = 256 * 1024;

    private final DialectSession session;
    private final boolean texts;
    private final List<Prepared> pending;
    private final Gzip gzip = new Gzip();
    private final Deque<Made> made = new ArrayDeque<>();
    private int next;
    private int bytes;
    private boolean filling = true;

    /**
     * None is made yet.
     *
     * @param pending in the order in which they are applied
     * @param texts whether more than hashes is kept
     */
    Recordings(DialectSession session, List<Prepared> pending, boolean texts) {
        this.session = session;
        this.texts = texts;
        this.pending = pending;
    }

    /** That of {@code prepared}: of the same one as before, or of one behind it. */
    Recording of(Prepared prepared) throws SQLException, IOException {
        for (Made first = made.peek(); first != null; first = made.peek()) {
            if (isSame(first.prepared(), prepared)) {
                filling |= made.size() <= AHEAD / 2;
                return first.recording();
            }
            drop();
        }
        while (next < pending.size() && !isSame(pending.get(next), prepared)) {
            next++;
        }
        next++;
        filling = true;
        Recording recording = make(prepared);
        add(new Made(prepared, recording));
        return recording;
    }

    private static boolean isSame(Prepared one, Prepared other) {
        return one.migration().name().equals(other.migration().name());
    }

    private Recording make(Prepared prepared) throws SQLException, IOException {
        String tokens = prepared.tokens(session);
        Migration migration = prepared.migration();
        Recording recording =
                texts ? Recording.of(migration, tokens, session, gzip) : Recording.withoutText(migration, tokens, gzip);
        return recording.undoneBy(new UndoText(prepared.executors(), session).kept(migration, texts, gzip));
    }

    private void add(Made one) {
        made.add(one);
        bytes += one.bytes();
    }

    private void drop() {
        bytes -= made.remove().bytes();
    }

    /** Not in front of the first, whose turn it is, nor beyond one that is read from its file, or by somebody else. */
    @Override
    public boolean wanted() {
        return filling && !made.isEmpty() && upcoming() != null;
    }

    private @Nullable Prepared upcoming() {
        boolean room = made.size() <= AHEAD && bytes < BYTES && next < pending.size();
        Prepared upcoming = room ? pending.get(next) : null;
        return upcoming != null && upcoming.isKept() && FrozenContent.isKept(upcoming.migration()) ? upcoming : null;
    }

    @Override
    public void step() {
        Prepared upcoming = upcoming();
        if (upcoming == null) {
            filling = false;
            return;
        }
        try {
            add(new Made(upcoming, make(upcoming)));
            next++;
            filling = made.size() <= AHEAD;
        } catch (SQLException | IOException | RuntimeException | Error e) {
            // whose turn it is when it is made again tells what is wrong
            filling = false;
        }
    }

    @Override
    public void close() {
        gzip.close();
    }

    private record Made(Prepared prepared, Recording recording) {
        int bytes() {
            return recording.script().compressed().length;
        }
    }
}
