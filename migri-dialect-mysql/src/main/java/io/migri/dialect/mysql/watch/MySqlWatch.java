package io.migri.dialect.mysql.watch;

import io.migri.api.event.ServerProgress;
import io.migri.api.event.ServerProgress.Unit;
import io.migri.dialect.mysql.state.MySqlFacts;
import io.migri.spi.watch.StatementWatch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads how far a statement is. MySQL counts the steps of its stages where the consumer {@code events_stages_current} is on, and else names
 * what it does. MariaDB counts per cent of a stage.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/9.7/en/performance-schema-stage-tables.html">MySQL: stage event tables</a>
 * @see <a href="https://mariadb.com/kb/en/progress-reporting/">MariaDB: progress reporting</a>
 */
public record MySqlWatch(MySqlFacts facts) implements StatementWatch {
    private static final String STAGES = "select coalesce(s.event_name, t.processlist_state), s.work_completed,"
            + " s.work_estimated from performance_schema.threads t left join performance_schema.events_stages_current s"
            + " on s.thread_id = t.thread_id where t.processlist_command = 'Query' and t.processlist_id = ";
    private static final String PERCENT = "select state, cast(greatest(stage, 1) * 100 - 100 + progress as signed),"
            + " max_stage * 100 from information_schema.processlist where command = 'Query' and id = ";

    /** What a server says it does that is about to do something, or does what every statement does. */
    private static final String NOTHING = "executing";

    @Override
    public Optional<ServerProgress> of(long session) throws SQLException {
        String query = (facts.server().mariaDb() ? PERCENT : STAGES) + session;
        try (Statement statement = facts.connection().createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? progress(rows) : Optional.empty();
        }
    }

    private static Optional<ServerProgress> progress(ResultSet row) throws SQLException {
        String phase = phase(row.getString(1));
        long done = Math.max(0, row.getLong(2));
        long total = Math.max(0, row.getLong(3));
        return total == 0 && phase.isEmpty()
                ? Optional.empty()
                : Optional.of(new ServerProgress(phase, total == 0 ? 0 : done, total, Unit.STEPS));
    }

    /** Without what sort of event it is: {@code stage/innodb/alter table (flush)}. */
    private static String phase(@Nullable String name) {
        String words =
                name == null ? "" : name.substring(name.lastIndexOf('/') + 1).strip();
        return words.equalsIgnoreCase(NOTHING) ? "" : words;
    }
}
