package io.migri.core.lock;

import io.migri.api.LockHolder;
import io.migri.api.event.MigrationListener;
import io.migri.api.event.MigrationListener.Message;
import io.migri.api.text.Text;
import io.migri.core.options.LockBudget;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tells who is in the way of a run that waits for a lock of the database without a limit. It looks from a second connection, which it
 * opens only if the run takes some seconds. With a limit, whatever gives up or tries again tells.
 */
public final class LongWait implements AutoCloseable {
    private static final long MILLIS = 1000;
    private static final long BEGIN_SECONDS = 2;
    private static final long TOLD_SECONDS = 3;
    private static final long AGAIN_SECONDS = 30;

    private final MigrationListener listener;
    private final SecondLook look = new SecondLook();

    private LongWait(MigrationListener listener) {
        this.listener = listener;
    }

    public static LongWait over(
            Dialect dialect, DialectSession session, LockBudget budget, MigrationListener listener) {
        LongWait wait = new LongWait(listener);
        if (budget.timeout().isEmpty() && session.locks().identity().isPresent()) {
            long identity = session.locks().identity().getAsLong();
            wait.look.begin(
                    "migri-long-wait",
                    budget.others(),
                    BEGIN_SECONDS * MILLIS,
                    connection -> wait.look(dialect.session(connection), identity));
        }
        return wait;
    }

    @Override
    public void close() {
        look.close();
    }

    private void look(DialectSession session, long identity) throws SQLException, InterruptedException {
        long seconds = 0;
        do {
            List<LockHolder> holders = session.locks().blockersOf(identity);
            seconds = holders.isEmpty() ? 0 : seconds + 1;
            if (seconds == TOLD_SECONDS || (seconds > TOLD_SECONDS && (seconds - TOLD_SECONDS) % AGAIN_SECONDS == 0)) {
                tell(holders, seconds + BEGIN_SECONDS);
            }
        } while (!look.pause(MILLIS));
    }

    private void tell(List<LockHolder> holders, long seconds) {
        String known = holders.stream().map(LockHolder::describe).collect(Collectors.joining("; and by "));
        listener.told(
                Message.note(Text.of("waits for a lock of the database, " + seconds + " s so far, held by " + known)));
    }
}
