package io.migri.dialect.mysql.journal;

import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.dialect.mysql.language.MySqlText;
import io.migri.spi.history.JournalEntry;
import io.migri.spi.history.RecoveryJournal.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Finds out what became of a statement in doubt, by looking at what it is about.
 *
 * @param journal the name of the table, with its database
 */
record MySqlSettlement(Connection connection, String journal, boolean mariaDb) {

    Verdict of(JournalEntry.Doubt doubt, MySqlSubject subject) throws SQLException {
        if (subject.objects().isEmpty() || doubt.before().length() < MySqlLook.LENGTH) {
            return subject.repeatable() ? Verdict.REPEATABLE : Verdict.UNKNOWN;
        }
        String before = doubt.before().substring(0, MySqlLook.LENGTH);
        String database = doubt.before().substring(MySqlLook.LENGTH);
        MySqlPartitions partitions = new MySqlPartitions(connection, subject.objects(), database);
        if (mariaDb) {
            partitions.removeThoseWithoutTable();
        }
        if (subject.repeatable()) {
            return Verdict.REPEATABLE;
        }
        String now = look(subject.objects(), MySqlText.literal(database));
        return now.equals(before) ? Verdict.REPEATABLE : settleChanged(subject, now, partitions);
    }

    private Verdict settleChanged(MySqlSubject subject, String now, MySqlPartitions partitions) throws SQLException {
        if (mariaDb && partitions.missing()) {
            return Verdict.UNKNOWN;
        }
        return switch (subject.change()) {
            case AT_ONCE -> Verdict.HAPPENED;
            case ONE_BY_ONE -> Verdict.UNKNOWN;
            case DROPPED_ONE_BY_ONE -> now.equals(lookAtNothing(subject)) ? Verdict.HAPPENED : Verdict.UNKNOWN;
            case BY_PARTITION -> partitions.any() && serverStartedSinceDoubt() ? Verdict.UNKNOWN : Verdict.HAPPENED;
        };
    }

    /** Or less than a second before. */
    private boolean serverStartedSinceDoubt() throws SQLException {
        return MySqlConnection.text(
                        connection,
                        "select 1 from " + journal
                                + " where `state` = 'in doubt' and `noted_at` < utc_timestamp(6) - interval"
                                + " (select variable_value from information_schema.global_status"
                                + " where variable_name = 'UPTIME') second")
                .isPresent();
    }

    private String look(List<MySqlSubject.Named> objects, String database) throws SQLException {
        return MySqlConnection.text(connection, "select " + MySqlLook.at(objects, database))
                .orElseThrow();
    }

    /** What is seen where none of the objects is there, which is the same in a database that is not there either. */
    private String lookAtNothing(MySqlSubject subject) throws SQLException {
        return look(
                subject.objects().stream()
                        .map(one -> new MySqlSubject.Named(one.kind(), "", one.name()))
                        .toList(),
                "''");
    }
}
