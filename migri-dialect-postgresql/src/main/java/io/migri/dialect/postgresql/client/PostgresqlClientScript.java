package io.migri.dialect.postgresql.client;

import io.migri.dialect.postgresql.effect.PostgresqlSentStrings;
import io.migri.dialect.postgresql.language.PostgresqlText;
import io.migri.dialect.postgresql.lock.PostgresqlClientLock;
import io.migri.spi.client.ClientLock;
import io.migri.spi.client.ClientScript;
import io.migri.spi.client.UnwritableException;
import io.migri.spi.history.HistoryTable;
import java.io.IOException;
import java.io.Reader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Scripts for {@code psql}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/app-psql.html">psql</a>
 */
public final class PostgresqlClientScript implements ClientScript {
    /** What the connection was given, and the path by which tables are found. What names the program is its own. */
    private static final String SETTINGS = "select s.name, s.setting from pg_catalog.pg_settings s"
            + " where (s.source operator(pg_catalog.=) any (array['client', 'session']::pg_catalog.text[])"
            + " or s.name operator(pg_catalog.=) 'search_path') and s.name operator(pg_catalog.!~~) 'transaction%'"
            + " and s.name operator(pg_catalog.<>) all (array['application_name', 'client_encoding',"
            + " 'standard_conforming_strings', 'session_authorization', 'role']::pg_catalog.text[]) order by s.name";

    private final Connection connection;
    private final boolean standardStrings;
    private PostgresqlSentStrings strings;

    /** @param standardStrings whether a backslash in an ordinary string is an ordinary character for this session */
    public PostgresqlClientScript(Connection connection, boolean standardStrings) {
        this.connection = connection;
        this.standardStrings = standardStrings;
        this.strings = new PostgresqlSentStrings(standardStrings);
    }

    @Override
    public String call() {
        return "psql -X -f SCRIPT";
    }

    @Override
    public List<String> directives() {
        strings = new PostgresqlSentStrings(standardStrings);
        return List.of(
                "\\set ON_ERROR_STOP on",
                "\\set QUIET on",
                "\\set AUTOCOMMIT on",
                "\\set ON_ERROR_ROLLBACK off",
                "\\set SINGLELINE off",
                "\\set SINGLESTEP off",
                "\\set FETCH_COUNT 0",
                "\\pset tuples_only on",
                "\\pset format unaligned",
                "\\encoding UTF8");
    }

    @Override
    public String written(String statement) throws UnwritableException {
        String written = PsqlStatement.written(statement, strings.strings());
        strings.sent(statement);
        return written;
    }

    @Override
    public void write(String statement, Reader data, Appendable script) throws UnwritableException, IOException {
        script.append(written(statement)).append('\n');
        char[] piece = new char[8192];
        char last = '\n';
        for (int length = data.read(piece); length >= 0; length = data.read(piece)) {
            for (int i = 0; i < length; i++) {
                if (piece[i] == '\0') {
                    throw new UnwritableException(
                            "the rows hold a character NUL, which psql does not send; remove it", 0);
                }
            }
            script.append(new String(piece, 0, length));
            last = length == 0 ? last : piece[length - 1];
        }
        script.append(last == '\n' ? "" : "\n").append("\\.\n");
    }

    /** The client's own settings come first, so that nothing of the script's stays; who it is, is its own business. */
    @Override
    public List<String> settings() throws SQLException {
        StringBuilder settings = new StringBuilder("begin ");
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SETTINGS)) {
            while (rows.next()) {
                settings.append("perform pg_catalog.set_config(")
                        .append(PostgresqlText.literal(rows.getString(1)))
                        .append(", ")
                        .append(PostgresqlText.literal(rows.getString(2)))
                        .append(", false); ");
            }
        }
        return List.of(
                "RESET SESSION AUTHORIZATION",
                "RESET ROLE",
                "RESET ALL",
                "SET client_encoding = 'UTF8'",
                "SET standard_conforming_strings = " + (standardStrings ? "on" : "off"),
                "do " + PostgresqlText.literal(settings.append("end").toString()));
    }

    @Override
    public ClientLock lock(HistoryTable name) throws SQLException {
        return PostgresqlClientLock.of(connection, name);
    }

    @Override
    public String announcement(String migration) {
        return "select " + PostgresqlText.literal(migration);
    }
}
