package io.migri.spi.support.table;

import io.migri.spi.support.Spelling;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Makes Migri's own tables. */
final class TableMaking {
    private static final String NOT_NULL = " not null";

    private final OwnTables tables;
    private final Spelling spelling;
    private final ColumnTypes types;

    /** @param spelling names the schema where they are made */
    TableMaking(OwnTables tables, Spelling spelling) {
        this.tables = tables;
        this.spelling = spelling;
        this.types = tables.types();
    }

    void createHistory(String table) throws SQLException {
        execute("create table " + spelling.table(table) + " (" + column("id", types.counter()) + " primary key, "
                + column("date_applied", types.time()) + NOT_NULL + ", " + column("name", types.name()) + NOT_NULL
                + ", "
                + String.join(", ", HistoryRows.ADDED.stream().map(this::added).toList()) + ")");
    }

    /** Gives a history of another program, or of an earlier version, what it lacks. */
    void addTo(String table, List<String> missing) throws SQLException {
        for (String column : missing) {
            execute("alter table " + spelling.table(table) + " add column " + added(column));
        }
    }

    /** Unless it is there. */
    void createSource(String table) throws SQLException {
        if (isMissing(table)) {
            execute("create table " + spelling.table(table) + " ("
                    + column("history", types.name()) + NOT_NULL + ", " + column("name", types.name()) + NOT_NULL + ", "
                    + column("kind", types.name()) + NOT_NULL + ", " + column("content", types.bytes())
                    + key("history", "name")
                    + ")");
        }
    }

    void createJournal(String table) throws SQLException {
        execute("create table " + spelling.table(table) + " (" + column("migration", types.name()) + NOT_NULL + ", "
                + column("first_ordinal", types.number()) + NOT_NULL + ", "
                + column("through_ordinal", types.number()) + NOT_NULL + ", "
                + column("prefix_hash", types.name()) + NOT_NULL + ", " + column("statements", types.text()) + NOT_NULL
                + ", " + column("state", types.name()) + NOT_NULL + ", " + column("doubtful", types.text()) + ", "
                + column("objects_before", types.text()) + ", " + column("connection_id", types.number()) + NOT_NULL
                + ", " + column("noted_at", types.time()) + NOT_NULL + ", " + column("format", types.number())
                + key("migration", "first_ordinal") + ")");
    }

    /** Unless it is there. No lock keeps two runs apart by then: the other one may be the first. */
    void createLock(String table) throws SQLException {
        if (!isMissing(table)) {
            return;
        }
        try {
            execute("create table " + spelling.table(table) + " (" + column("name", types.name()) + NOT_NULL
                    + " primary key, " + column("holder", types.name()) + NOT_NULL + ")");
        } catch (SQLException failure) {
            if (isMissing(table)) {
                throw failure;
            }
        }
    }

    boolean isMissing(String table) throws SQLException {
        try (Statement statement = tables.connection().createStatement();
                ResultSet none = statement.executeQuery("select 1 from " + spelling.table(table) + " where 1 = 0")) {
            return none.getMetaData() == null;
        } catch (SQLException failure) {
            if (tables.isMissing(failure)) {
                return true;
            }
            throw failure;
        }
    }

    private String added(String name) {
        return column(name, name.equals("duration_ms") ? types.number() : types.name());
    }

    private String column(String name, String type) {
        return spelling.column(name) + " " + type;
    }

    private String key(String first, String second) {
        return ", primary key (" + spelling.column(first) + ", " + spelling.column(second) + ")";
    }

    private void execute(String text) throws SQLException {
        try (Statement statement = tables.connection().createStatement()) {
            statement.execute(text);
        }
    }
}
