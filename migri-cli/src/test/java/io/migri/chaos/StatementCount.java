package io.migri.chaos;

import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.testkit.fault.InterposedDialect;
import java.sql.SQLException;
import java.util.List;

/**
 * A dialect that counts the statements of its sessions, and stops before a certain one: what stands before it in the same message is
 * executed.
 */
final class StatementCount {
    private final Dialect dialect;
    private final int last;
    private final Runnable onEnd;
    private int executed;

    /** @param onEnd what to do once {@code last} statements were executed */
    StatementCount(Dialect dialect, int last, Runnable onEnd) {
        this.dialect = dialect;
        this.last = last;
        this.onEnd = onEnd;
    }

    int executed() {
        return executed;
    }

    Dialect dialect() {
        return InterposedDialect.of(dialect, (session, method, arguments, onward) -> {
            if (method.equals("execute")) {
                count((List<?>) arguments[0], session);
            }
            return onward.call();
        });
    }

    private void count(List<?> statements, DialectSession session) throws SQLException {
        int left = last - executed;
        if (statements.size() > left) {
            session.wire()
                    .execute(statements.subList(0, left).stream()
                            .map(String::valueOf)
                            .toList());
            onEnd.run();
        }
        executed += statements.size();
    }
}
