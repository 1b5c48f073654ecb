package io.migri.dialect.postgresql.database;

import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.text.Text;
import io.migri.dialect.postgresql.connection.PostgresqlConnecting;
import io.migri.dialect.postgresql.language.PostgresqlText;
import io.migri.dialect.postgresql.wire.PostgresqlErrors;
import io.migri.spi.Databases;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Creates and drops databases by way of one that every server has. */
public final class PostgresqlDatabases implements Databases {
    /** Where to stand meanwhile. The second may be there where the first was removed, and keeps others from creating. */
    private static final List<String> MAINTENANCE = List.of("postgres", "template1");

    private static final Set<String> OWN = Set.of("postgres", "template0", "template1");

    /** The server cuts longer names short (<a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html">manual</a>). */
    private static final int MOST_BYTES = 63;

    private static final String UNKNOWN = "3D000";
    private static final String IN_USE = "55006";

    /** That there is one of that name, and the same where another session has just created it. */
    private static final Set<String> THERE = Set.of("42P04", "23505");

    /** That a user may not connect there: no such database, no right to connect, no line in pg_hba.conf. */
    private static final Set<String> NO_ENTRY = Set.of(UNKNOWN, PostgresqlErrors.PRIVILEGE, "28000");

    @Override
    public boolean exists(ConnectionConfig config) throws SQLException {
        requireName(config.database());
        try {
            PostgresqlConnecting.open(config).close();
            return true;
        } catch (SQLException e) {
            if (UNKNOWN.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public boolean create(ConnectionConfig config) throws SQLException {
        if (exists(config)) {
            return false;
        }
        try (Connection server = maintenance(config);
                Statement statement = server.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("CREATE DATABASE " + PostgresqlText.identifier(config.database()) + letters(statement));
            return true;
        } catch (SQLException e) {
            if (THERE.contains(String.valueOf(e.getSQLState()))) {
                return false;
            }
            throw e;
        }
    }

    /** A copy of the usual template, with what its administrator has put there, unless that one cannot hold every letter. */
    private static String letters(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT pg_catalog.pg_encoding_to_char(encoding)"
                + " FROM pg_catalog.pg_database WHERE datname OPERATOR(pg_catalog.=) 'template1'")) {
            return !row.next() || "UTF8".equals(row.getString(1))
                    ? ""
                    : " TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'";
        }
    }

    @Override
    public Optional<Text> refusesDrop(ConnectionConfig config) {
        return OWN.contains(config.database())
                ? Optional.of(Text.of("the database " + config.database() + " is the server's own"))
                : Optional.empty();
    }

    @Override
    public boolean drop(ConnectionConfig config) throws SQLException {
        requireName(config.database());
        if (refusesDrop(config).isPresent()) {
            return false;
        }
        try (Connection server = maintenance(config);
                Statement statement = server.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("DROP DATABASE " + PostgresqlText.identifier(config.database()));
            return true;
        } catch (SQLException e) {
            if (UNKNOWN.equals(e.getSQLState())) {
                return false;
            }
            if (IN_USE.equals(e.getSQLState())) {
                throw inUse(e);
            }
            throw e;
        }
    }

    private static Connection maintenance(ConnectionConfig config) throws SQLException {
        for (String name : MAINTENANCE.subList(0, MAINTENANCE.size() - 1)) {
            try {
                return PostgresqlConnecting.open(config.withDatabase(name));
            } catch (SQLException e) {
                if (!NO_ENTRY.contains(String.valueOf(e.getSQLState()))) {
                    throw e;
                }
            }
        }
        return PostgresqlConnecting.open(config.withDatabase(MAINTENANCE.get(MAINTENANCE.size() - 1)));
    }

    private static MigriException inUse(SQLException failure) {
        DatabaseError told = PostgresqlErrors.explain(failure, "");
        return MigriException.of(ErrorCode.DATABASE_UNAVAILABLE, told.message() + "; nothing was dropped")
                .saying(told)
                .help("end the sessions that use it, or wait until they have ended")
                .because(failure)
                .build();
    }

    private static void requireName(String name) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > MOST_BYTES || name.indexOf('\0') >= 0) {
            throw MigriException.of(
                            ErrorCode.CONFIGURATION_INVALID,
                            "no database of PostgreSQL can have this name: it has " + bytes + " bytes, and 1 to "
                                    + MOST_BYTES + " are possible, none of them NUL")
                    .help("choose a shorter name")
                    .build();
        }
    }
}
