package io.migri.testkit.fault;

import io.migri.spi.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;

/** A dialect to whose sessions something happens once, around a message. */
public final class Struck {
    private static final Strike NOTHING = connection -> {};

    private final Dialect dialect;
    private final Predicate<List<?>> place;
    private final Strike before;
    private final Strike after;
    private boolean over;

    private Struck(Dialect dialect, Predicate<List<?>> place, Strike before, Strike after) {
        this.dialect = dialect;
        this.place = place;
        this.before = before;
        this.after = after;
    }

    /** Strikes before the first message that {@code place} is true of. */
    public static Dialect before(Dialect dialect, Predicate<List<?>> place, Strike strike) {
        return new Struck(dialect, place, strike, NOTHING).wrapped();
    }

    /** Strikes when the first message that {@code place} is true of has been executed. */
    public static Dialect after(Dialect dialect, Predicate<List<?>> place, Strike strike) {
        return new Struck(dialect, place, NOTHING, strike).wrapped();
    }

    /** Ends the session as the end of the process would: nothing more is sent. */
    public static void kill(Connection connection) throws SQLException {
        if (connection.getMetaData().getURL().startsWith("jdbc:sqlite")) {
            connection.close();
        } else {
            connection.abort(Runnable::run);
        }
        throw new Killed();
    }

    private Dialect wrapped() {
        return InterposedDialect.of(dialect, (session, method, arguments, onward) -> {
            if (over || !method.equals("execute") || !place.test((List<?>) arguments[0])) {
                return onward.call();
            }
            over = before != NOTHING;
            before.on(session.connection());
            Object answer = onward.call();
            over = true;
            after.on(session.connection());
            return answer;
        });
    }

    /** What happens. */
    @FunctionalInterface
    public interface Strike {
        void on(Connection connection) throws SQLException;
    }

    /** Nothing of the program runs any more, as where the JVM itself ends. */
    public static final class Killed extends VirtualMachineError {
        private static final long serialVersionUID = 1;

        private Killed() {
            super("killed");
        }
    }
}
