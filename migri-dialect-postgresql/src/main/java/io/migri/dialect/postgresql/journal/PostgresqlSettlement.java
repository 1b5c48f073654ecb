package io.migri.dialect.postgresql.journal;

import io.migri.dialect.postgresql.language.PostgresqlText;
import io.migri.spi.history.RecoveryJournal.Verdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks again at what a statement in doubt is about. Others may write to the journal, so what stands there is read as numbers, and nothing else
 * of it becomes part of a statement.
 */
final class PostgresqlSettlement {
    private static final String EQ = PostgresqlText.EQ;
    private static final int LONGEST_NUMBER = 10;

    private final Connection connection;
    private final PostgresqlSubject subject;
    private final String before;

    private PostgresqlSettlement(Connection connection, PostgresqlSubject subject, String before) {
        this.connection = connection;
        this.subject = subject;
        this.before = before;
    }

    /**
     * Removes an index that a build has left invalid, and brings to its end what ended half way.
     *
     * @param before what {@link PostgresqlSubject#look} gave
     */
    static Verdict of(Connection connection, PostgresqlSubject subject, String before) throws SQLException {
        return new PostgresqlSettlement(connection, subject, before).verdict();
    }

    private Verdict verdict() throws SQLException {
        return switch (subject.kind()) {
            case MAKES_INDEX, MAKES_UNNAMED_INDEX -> madeIndex();
            case DETACHES -> before.isEmpty() ? Verdict.REPEATABLE : detached();
            case DROPS_INDEX -> before.isEmpty() ? Verdict.REPEATABLE : dropped();
            case REINDEX -> reindexed();
            case DATABASE, TABLESPACE, SUBSCRIPTION ->
                text("select " + subject.existence()).orElse("").equals(before) ? Verdict.REPEATABLE : Verdict.HAPPENED;
            case HARMLESS -> Verdict.REPEATABLE;
            case UNKNOWN -> Verdict.UNKNOWN;
        };
    }

    /** No index was made on a table that was not there. Earlier versions noted nothing then. */
    private Verdict madeIndex() throws SQLException {
        boolean absent = before.isEmpty()
                ? text("select pg_catalog.to_regclass(" + PostgresqlText.literal(subject.table()) + ")::pg_catalog.oid")
                        .isEmpty()
                : before.equals(PostgresqlSubject.ABSENT);
        if (absent) {
            return Verdict.REPEATABLE;
        }
        List<Long> numbers = numbers();
        if (numbers.size() < 2) {
            return Verdict.UNKNOWN;
        }
        return subject.kind() == PostgresqlSubject.Kind.MAKES_INDEX ? namedIndex(numbers) : unnamedIndex(numbers);
    }

    private Verdict namedIndex(List<Long> tableAndCount) throws SQLException {
        if (tableAndCount.get(1) != 0) {
            return Verdict.REPEATABLE; // it was there before, so the statement could do nothing but say so
        }
        String found = " from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid" + EQ
                + "i.indexrelid where i.indrelid" + EQ + "?::pg_catalog.oid and c.relname" + EQ
                + PostgresqlText.literal(subject.plain());
        Optional<String> valid =
                text("select case when i.indisvalid then 'valid' else 'invalid' end" + found, tableAndCount.get(0));
        if (valid.isEmpty()) {
            return Verdict.REPEATABLE;
        }
        if (valid.get().equals("valid")) {
            return Verdict.HAPPENED;
        }
        drop(text("select c.oid::pg_catalog.regclass" + found, tableAndCount.get(0)));
        return Verdict.REPEATABLE;
    }

    /** The new one among the table's indexes; of several nobody knows which. */
    private Verdict unnamedIndex(List<Long> tableAndIndexes) throws SQLException {
        List<Long> added = new ArrayList<>();
        for (Long index : all(
                "select i.indexrelid::pg_catalog.int8 from pg_catalog.pg_index i where i.indrelid" + EQ
                        + "?::pg_catalog.oid",
                tableAndIndexes.get(0))) {
            if (!tableAndIndexes.subList(1, tableAndIndexes.size()).contains(index)) {
                added.add(index);
            }
        }
        if (added.size() != 1) {
            return added.isEmpty() ? Verdict.REPEATABLE : Verdict.UNKNOWN;
        }
        Optional<String> invalid = text(
                "select i.indexrelid::pg_catalog.regclass from pg_catalog.pg_index i where i.indexrelid" + EQ
                        + "?::pg_catalog.oid and not i.indisvalid",
                added.get(0));
        if (invalid.isEmpty()) {
            return Verdict.HAPPENED;
        }
        drop(invalid);
        return Verdict.REPEATABLE;
    }

    private Verdict dropped() throws SQLException {
        List<Long> index = numbers();
        if (index.size() != 1) {
            return Verdict.UNKNOWN;
        }
        return text("select c.oid from pg_catalog.pg_class c where c.oid" + EQ + "?::pg_catalog.oid", index.get(0))
                        .isPresent()
                ? Verdict.REPEATABLE
                : Verdict.HAPPENED;
    }

    /** See <a href="https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DETACH-PARTITION">FINALIZE</a>. */
    private Verdict detached() throws SQLException {
        List<Long> both = numbers();
        if (both.size() != 2) {
            return Verdict.UNKNOWN;
        }
        Optional<String> unfinished = text(
                "select case when h.inhdetachpending then pg_catalog.concat('alter table ', h.inhparent::pg_catalog.regclass,"
                        + " ' detach partition ', h.inhrelid::pg_catalog.regclass, ' finalize') else '' end"
                        + " from pg_catalog.pg_inherits h where h.inhparent" + EQ + "?::pg_catalog.oid and h.inhrelid"
                        + EQ
                        + "?::pg_catalog.oid",
                both.toArray(Long[]::new));
        if (unfinished.isPresent() && unfinished.get().isEmpty()) {
            return Verdict.REPEATABLE;
        }
        if (unfinished.isPresent()) {
            execute(unfinished.get());
        }
        return Verdict.HAPPENED;
    }

    /** See <a href="https://www.postgresql.org/docs/current/sql-reindex.html#SQL-REINDEX-CONCURRENTLY">rebuilding indexes</a>. */
    private Verdict reindexed() throws SQLException {
        List<Long> relation = numbers();
        if (relation.size() == 1) {
            List<String> leftovers = texts(
                    "select c.oid::pg_catalog.regclass from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid"
                            + EQ
                            + "i.indexrelid where not i.indisvalid and c.relname operator(pg_catalog.~) '_cc(new|old)[0-9]*$'"
                            + " and (i.indrelid" + EQ + "?::pg_catalog.oid or i.indrelid" + EQ
                            + "(select x.indrelid from pg_catalog.pg_index x where x.indexrelid" + EQ
                            + "?::pg_catalog.oid))",
                    relation.get(0),
                    relation.get(0));
            for (String leftover : leftovers) {
                drop(Optional.of(leftover));
            }
        }
        return Verdict.REPEATABLE;
    }

    /** Those that were noted; none where anything else was. */
    private List<Long> numbers() {
        List<Long> numbers = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= before.length(); i++) {
            char next = i < before.length() ? before.charAt(i) : ',';
            if (next == ',' || next == ':') {
                if (i == start || i - start > LONGEST_NUMBER) {
                    return List.of();
                }
                numbers.add(Long.parseLong(before.substring(start, i)));
                start = i + 1;
            } else if (!PostgresqlText.isDigit(next)) {
                return List.of();
            }
        }
        return numbers;
    }

    private void drop(Optional<String> index) throws SQLException {
        execute("drop index concurrently if exists " + index.orElseThrow());
    }

    private void execute(String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private Optional<String> text(String query, Long... numbers) throws SQLException {
        return texts(query, numbers).stream().findFirst();
    }

    private List<Long> all(String query, Long number) throws SQLException {
        return texts(query, number).stream().map(Long::valueOf).toList();
    }

    /** Those that are not null. */
    private List<String> texts(String query, Long... numbers) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < numbers.length; i++) {
                statement.setLong(i + 1, numbers[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<String> found = new ArrayList<>();
                while (rows.next()) {
                    String text = rows.getString(1);
                    if (text != null) {
                        found.add(text);
                    }
                }
                return found;
            }
        }
    }
}
