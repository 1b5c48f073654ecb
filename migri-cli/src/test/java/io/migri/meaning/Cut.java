package io.migri.meaning;

import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.testkit.fault.InterposedDialect;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A dialect whose connection is lost, as if its process were killed, once a certain number of statements were sent. */
final class Cut {
    private static final List<String> ENDS = List.of("COMMIT", "END", "ABORT", "ROLLBACK");

    private final Dialect dialect;
    private final int last;
    private final Set<Integer> ends = new TreeSet<>();
    private boolean open;
    private int executed;

    Cut(Dialect dialect, int last) {
        this.dialect = dialect;
        this.last = last;
    }

    /** How many statements were sent in front of and behind each that ends a transaction, or stands in none. */
    List<Integer> ends() {
        return List.copyOf(ends);
    }

    Dialect dialect() {
        return InterposedDialect.of(dialect, (session, method, arguments, onward) -> {
            if (method.equals("execute")) {
                count((List<?>) arguments[0], session);
            } else if (method.equals("load")) {
                count(List.of("COPY"), session);
            }
            return onward.call();
        });
    }

    /** What stands before in the same message is executed. */
    private void count(List<?> statements, DialectSession session) throws SQLException {
        int left = last - executed;
        if (statements.size() > left && left >= 0) {
            if (left > 0) {
                session.wire()
                        .execute(statements.subList(0, left).stream()
                                .map(String::valueOf)
                                .toList());
            }
            session.connection().abort(Runnable::run);
        }
        for (Object statement : statements) {
            note(String.valueOf(statement));
            executed++;
        }
    }

    private void note(String statement) {
        boolean begins = statement.startsWith("BEGIN") || statement.startsWith("START");
        boolean finishes = ENDS.stream().anyMatch(statement::startsWith) && !statement.contains(" TO ");
        if (finishes || !(begins || open)) {
            ends.add(executed);
            ends.add(executed + 1);
        }
        open = begins || (open && !finishes) || statement.endsWith("AND CHAIN");
    }
}
