package io.migri.dialect.mysql.rehearsal.scratch;

import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.dialect.mysql.language.MySqlQuoting;
import io.migri.dialect.mysql.language.MySqlText;
import io.migri.dialect.mysql.rehearsal.reach.MySqlStage;
import io.migri.dialect.mysql.rehearsal.scratch.MySqlScratchSource.Table;
import io.migri.spi.rehearsal.RehearsalRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Fills the database of a dry run: tables, rows, then what could act on them. Reading takes no locks on rows, and waits for locked
 * tables no longer than a minute.
 */
public final class MySqlScratchCopy {
    /** Engines whose rows are elsewhere, so that a copy of the table would not be a copy of its rows. */
    private static final Set<String> ELSEWHERE = Set.of("FEDERATED", "CONNECT", "SPIDER", "S3", "OQGRAPH", "SPHINX");

    private static final List<String> STRICT =
            List.of("innodb_strict_mode", "sql_require_primary_key", "sql_generate_invisible_primary_key");

    private static final String MERGE = "MRG_MYISAM";

    private final MySqlScratchConnections connections;
    private final Connection connection;
    private final MySqlStage stage;
    private final RehearsalRequest request;
    private final MySqlScratchSource source;
    private final String scratch;
    private int tablesCopied;

    /** @param connections that of the copy stands in its database, and its settings are put back by its owner */
    public MySqlScratchCopy(MySqlScratchConnections connections, MySqlStage stage, RehearsalRequest request) {
        this.connections = connections;
        this.connection = connections.copy();
        this.stage = stage;
        this.request = request;
        this.source =
                new MySqlScratchSource(connections.real(), stage.redirection().from());
        this.scratch = stage.redirection().to();
    }

    public void run() throws SQLException {
        String settings = settings(stage.redirection().server());
        MySqlConnection.execute(connection, settings);
        if (connections.apart()) {
            MySqlConnection.execute(connections.real(), settings);
        }
        Map<String, String> strict = relax();
        List<Table> tables = source.tables();
        List<Table> made = structure(tables);
        MySqlScratchRows rows = rows(made);
        new MySqlScratchHistory(connections, scratch).copy(source, request.history());
        MySqlScratchDefiners definers = new MySqlScratchDefiners(connection, scratch, connections.apart());
        MySqlScratchPrograms programs = programs(tables, definers);
        for (Map.Entry<String, String> variable : strict.entrySet()) {
            MySqlConnection.execute(connection, "set session " + variable.getKey() + " = " + variable.getValue());
        }
        report(rows, programs, definers);
    }

    /** What an older server accepted has to be copied too; not everybody may say so, though. Returns what is to be put back. */
    private Map<String, String> relax() throws SQLException {
        Map<String, String> before = new LinkedHashMap<>();
        for (String variable : STRICT) {
            try {
                String value = MySqlConnection.text(connection, "select @@session." + variable)
                        .orElse("0");
                MySqlConnection.execute(connection, "set session " + variable + " = 0");
                before.put(variable, value);
            } catch (SQLException unknownOrDenied) {
                MySqlScratchPrograms.requireAlive(unknownOrDenied);
            }
        }
        return before;
    }

    private static String settings(MySqlServer server) {
        return "set sql_mode = 'NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES,NO_ENGINE_SUBSTITUTION', foreign_key_checks = 0,"
                + " time_zone = '+00:00', sql_safe_updates = 0, sql_select_limit = default, sql_big_selects = 1,"
                + " sql_auto_is_null = 0, lock_wait_timeout = 60, "
                + (server.mariaDb() ? "check_constraint_checks = 0, max_statement_time = 0" : "max_execution_time = 0");
    }

    private List<Table> structure(List<Table> tables) throws SQLException {
        List<Table> made = new ArrayList<>();
        // a default may come from a sequence
        for (Table table : tables) {
            if (table.sequence() && make(table)) {
                advance(table);
            }
        }
        for (Table table : tables) {
            if (!table.sequence() && !table.view() && make(table)) {
                made.add(table);
            }
        }
        return made;
    }

    private boolean make(Table table) throws SQLException {
        if (ELSEWHERE.contains(table.engine().toUpperCase(Locale.ROOT))) {
            without(table, "its engine " + table.engine() + " keeps the rows in another place");
            return false;
        }
        String kind = table.sequence() ? "sequence" : "table";
        try {
            String definition = source.show(kind, table.name()).getOrDefault("create table", "");
            MySqlConnection.execute(connection, stage.redirection().apply(definition, MySqlQuoting.of("")));
            tablesCopied++;
            return true;
        } catch (SQLException failure) {
            return left(table, failure);
        }
    }

    private boolean left(Table table, SQLException failure) throws SQLException {
        MySqlScratchPrograms.requireAlive(failure);
        without(table, String.valueOf(stage.redirection().translated(failure).getMessage()));
        return false;
    }

    private void without(Table table, String reason) {
        request.warn().accept(Text.of("the dry run does without the table " + table.name() + ": " + reason));
    }

    private void advance(Table sequence) throws SQLException {
        String next = source.next(sequence).orElse("1");
        MySqlConnection.execute(
                connection, "do setval(" + MySqlText.identifier(sequence.name()) + ", " + next + ", 0)");
    }

    private MySqlScratchRows rows(List<Table> made) throws SQLException {
        readWithoutLocks();
        MySqlScratchRows rows = new MySqlScratchRows(carrier());
        for (Table table : made) {
            if (!table.engine().equalsIgnoreCase(MERGE) && !table.columns().isEmpty()) {
                rows.copy(
                        table,
                        request.history().names().contains(table.name()) ? OptionalLong.empty() : request.rows());
            }
        }
        if (!rows.cut().isEmpty() && !rows.complete(source.foreignKeys())) {
            request.warn()
                    .accept(Text.of(
                            "rows that copied ones refer to are missing in the dry run: there are too many generations;"
                                    + " copy all rows with ",
                            Option.ALL_DRY_RUN_ROWS));
        }
        return rows;
    }

    private MySqlScratchCarrier carrier() throws SQLException {
        return connections.apart()
                ? new MySqlScratchAcross(connections, source, scratch)
                : new MySqlScratchHere(connection, source, scratch);
    }

    /** Otherwise an {@code INSERT … SELECT} locks what it reads; with a log of statements that is not to be had. */
    private void readWithoutLocks() throws SQLException {
        if (!connections.apart() && !binlogFormat().equals("STATEMENT")) {
            MySqlConnection.execute(connection, "set session transaction isolation level read committed");
        }
    }

    private String binlogFormat() {
        try {
            return MySqlConnection.text(connection, "select @@session.binlog_format")
                    .orElse("");
        } catch (SQLException unknown) {
            return ""; // newer servers know one format only
        }
    }

    private MySqlScratchPrograms programs(List<Table> tables, MySqlScratchDefiners definers) throws SQLException {
        MySqlScratchPrograms programs = new MySqlScratchPrograms(connection, source, stage, definers, request.warn());
        programs.copy(source.routines());
        programs.copyViews(tables.stream().filter(Table::view).map(Table::name).toList());
        programs.copy(source.triggers());
        programs.copy(source.events());
        return programs;
    }

    private void report(MySqlScratchRows rows, MySqlScratchPrograms programs, MySqlScratchDefiners definers) {
        request.inform()
                .accept(Text.of("copied " + tablesCopied + " tables with " + rows.copied() + " rows, and "
                        + programs.copied() + " views, routines, triggers and events, to " + scratch));
        if (!rows.cut().isEmpty()) {
            request.inform()
                    .accept(Text.of(
                            "of these tables not all rows were copied: "
                                    + String.join(
                                            ", ", rows.cut().stream().sorted().toList()) + " (",
                            Option.DRY_RUN_ROWS,
                            ")"));
        }
        if (!definers.replaced().isEmpty()) {
            request.warn()
                    .accept(
                            Text.of(
                                    "in the dry run, what has the definer " + String.join(" or ", definers.replaced())
                                            + " acts with the rights of this user, because those may not use the database of the dry run"));
        }
    }
}
