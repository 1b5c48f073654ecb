package io.migri.dialect.postgresql.rehearsal;

import io.migri.api.report.Effect;
import io.migri.spi.DialectSession;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The sequences that were there before a rehearsal, and which of them it advances: a rollback
 * <a href="https://www.postgresql.org/docs/current/functions-sequence.html">does not undo that</a>. Others may advance them at the same time, so
 * those alone count that this session has locked, as {@code nextval} does until the transaction ends.
 */
public final class PostgresqlSequences {
    /** To read a value takes a lock, and the server has room for a limited number of them. */
    private static final int MOST = 1000;

    private static final String NAMES =
            "select c.oid::pg_catalog.int8, case when pg_catalog.pg_table_is_visible(c.oid) then pg_catalog.quote_ident(c.relname)"
                    + " else pg_catalog.quote_ident(n.nspname) operator(pg_catalog.||) '.' operator(pg_catalog.||) pg_catalog.quote_ident(c.relname) end"
                    + " from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) c.relnamespace"
                    + " where c.relkind operator(pg_catalog.=) 'S' and n.nspname operator(pg_catalog.!~) '^pg_'";

    /** Empty where it was never used, null where this user may not read it. */
    private static final String VALUES =
            "select c.oid::pg_catalog.int8, case when pg_catalog.has_sequence_privilege(c.oid, 'USAGE, SELECT')"
                    + " then coalesce(pg_catalog.pg_sequence_last_value(c.oid)::pg_catalog.text, '') end"
                    + " from pg_catalog.pg_class c where c.relkind operator(pg_catalog.=) 'S' and c.oid operator(pg_catalog.=) any (array[";

    private static final String LOCKED = "select l.relation::pg_catalog.int8 from pg_catalog.pg_locks l"
            + " join pg_catalog.pg_class c on c.oid operator(pg_catalog.=) l.relation and c.relkind operator(pg_catalog.=) 'S'"
            + " where l.pid operator(pg_catalog.=) pg_catalog.pg_backend_pid() and l.locktype operator(pg_catalog.=) 'relation' and l.mode operator(pg_catalog.=) 'RowExclusiveLock'";

    private final DialectSession session;
    private final Connection connection;
    private final Map<Long, String> names;
    private final Map<Long, String> before;
    private final Set<Long> told = new HashSet<>();

    private PostgresqlSequences(DialectSession session, Map<Long, String> names, Map<Long, String> before) {
        this.session = session;
        this.connection = session.connection();
        this.names = names;
        this.before = before;
    }

    /** Reads them outside of a transaction, so that no lock is kept. */
    static PostgresqlSequences read(DialectSession session) throws SQLException {
        Map<Long, String> names = pairs(session.connection(), NAMES);
        PostgresqlSequences unread = new PostgresqlSequences(session, names, Map.of());
        return names.size() > MOST
                ? unread
                : new PostgresqlSequences(session, names, unread.valuesOutside(names.keySet()));
    }

    /** The greatest identifier that one of them has. */
    public long last() {
        return names.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** What of {@code locked} was advanced and was not told yet; called within the transaction. */
    public List<Effect> advanced(Collection<Long> locked) throws SQLException {
        Set<Long> mine = untold(locked);
        return mine.isEmpty() ? List.of() : effects(mine, before.isEmpty() ? Map.of() : values(mine));
    }

    /** Those that this session has locked and that were not told yet; called within the transaction. */
    Set<Long> lockedUntold() throws SQLException {
        Set<Long> locked = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LOCKED)) {
            while (rows.next()) {
                locked.add(rows.getLong(1));
            }
        }
        return untold(locked);
    }

    /** The same for what is {@link #lockedUntold}, when the transaction has ended. */
    List<Effect> advancedFinally(Set<Long> locked) {
        return effects(locked, before.isEmpty() ? Map.of() : valuesOutside(locked));
    }

    private Set<Long> untold(Collection<Long> locked) {
        Set<Long> mine = new TreeSet<>(locked);
        mine.retainAll(names.keySet());
        mine.removeAll(told);
        return mine;
    }

    private List<Effect> effects(Set<Long> sequences, Map<Long, String> now) {
        List<Effect> effects = new ArrayList<>();
        for (Long sequence : sequences) {
            detail(before.get(sequence), now.get(sequence)).ifPresent(detail -> {
                told.add(sequence);
                effects.add(Effect.of(Effect.Kind.SEQUENCE, names.getOrDefault(sequence, ""), detail));
            });
        }
        return effects;
    }

    /** Empty where nothing happened. */
    private static Optional<String> detail(@Nullable String earlier, @Nullable String later) {
        if (earlier == null || later == null) {
            return Optional.of("");
        }
        return earlier.equals(later)
                ? Optional.empty()
                : Optional.of("from " + (earlier.isEmpty() ? "its start" : earlier) + " to " + later);
    }

    private Map<Long, String> values(Set<Long> sequences) throws SQLException {
        return pairs(
                connection,
                VALUES + sequences.stream().map(String::valueOf).collect(Collectors.joining(","))
                        + "]::pg_catalog.oid[])");
    }

    /** Waits for nobody's lock; without values where somebody has one, or the server does not tell. */
    private Map<Long, String> valuesOutside(Set<Long> sequences) {
        if (sequences.isEmpty()) {
            return Map.of();
        }
        try {
            session.wire().execute(List.of("BEGIN", "SET LOCAL lock_timeout = 100"));
            try {
                return values(sequences);
            } finally {
                session.wire().execute(List.of("ROLLBACK"));
            }
        } catch (SQLException e) {
            return Map.of();
        }
    }

    private static Map<Long, String> pairs(Connection connection, String query) throws SQLException {
        Map<Long, String> pairs = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                String value = rows.getString(2);
                if (value != null) {
                    pairs.put(rows.getLong(1), value);
                }
            }
        }
        return pairs;
    }
}
