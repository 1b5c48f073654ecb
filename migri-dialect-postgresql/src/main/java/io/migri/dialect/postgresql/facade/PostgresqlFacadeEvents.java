package io.migri.dialect.postgresql.facade;

import io.migri.dialect.postgresql.facade.codec.PostgresqlErrorFields;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGNotification;
import org.postgresql.core.BaseConnection;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/** What the server said unasked since it was last taken. Used by one thread. */
final class PostgresqlFacadeEvents {
    /** A loop that raises notices must not fill the memory. */
    private static final int KEPT = 10_000;

    private final BaseConnection connection;
    private List<Object[]> events = new ArrayList<>();

    PostgresqlFacadeEvents(BaseConnection connection) {
        this.connection = connection;
    }

    void notice(SQLWarning warning) {
        ServerErrorMessage message = warning instanceof PSQLWarning w ? w.getServerErrorMessage() : null;
        if (message != null && events.size() < KEPT) {
            events.add(new Object[] {"notice", PostgresqlErrorFields.of(message)});
        }
    }

    /** Null where there were none. */
    @Nullable
    List<Object[]> take() {
        addNoticesOfCopies();
        addNotifications();
        if (events.isEmpty()) {
            return null;
        }
        List<Object[]> taken = events;
        events = new ArrayList<>();
        return taken;
    }

    /** Those that come during a COPY reach no handler of results; the driver keeps them. */
    private void addNoticesOfCopies() {
        SQLWarning warning = connection.getQueryExecutor().getWarnings();
        while (warning != null) {
            notice(warning);
            warning = warning.getNextWarning();
        }
    }

    private void addNotifications() {
        try {
            PGNotification[] notifications = connection.getQueryExecutor().getNotifications();
            for (PGNotification one : notifications) {
                events.add(new Object[] {"notification", one.getPID(), one.getName(), one.getParameter()});
            }
        } catch (SQLException e) {
            // a connection that is gone notifies of nothing more; the next operation says so
        }
    }
}
