package io.migri.dialect.mysql.database;

import io.migri.api.ConnectionConfig;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.text.Text;
import io.migri.dialect.mysql.connection.MySqlConnecting;
import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.dialect.mysql.language.MySqlText;
import io.migri.spi.Databases;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Creates and drops databases on a connection that is to none. */
public final class MySqlDatabases implements Databases {
    private static final Set<String> OWN =
            Set.of("mysql", "information_schema", "performance_schema", "sys", "ndbinfo");

    /** Before a name that is written as that of a folder (<a href="https://dev.mysql.com/doc/refman/9.7/en/identifier-mapping.html">manual</a>). */
    private static final String FOLDER = "#mysql50#";

    private static final String ALL_LETTERS = "utf8mb4";
    private static final int MOST_CHARACTERS = 64;
    private static final int THERE = 1007;
    private static final int NOT_THERE = 1008;
    private static final int UNKNOWN = 1049;

    @Override
    public boolean exists(ConnectionConfig config) throws SQLException {
        requireName(config.database());
        try {
            MySqlConnecting.open(config).close();
            return true;
        } catch (SQLException e) {
            if (e.getErrorCode() == UNKNOWN) {
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
        try (Connection server = MySqlConnecting.open(config.withDatabase(""))) {
            MySqlConnection.execute(
                    server, "CREATE DATABASE " + MySqlText.identifier(config.database()) + letters(server));
            return true;
        } catch (SQLException e) {
            if (e.getErrorCode() == THERE) {
                return false;
            }
            throw e;
        }
    }

    /** What the server's administrator has chosen, with its collation, unless that cannot hold every letter. */
    private static String letters(Connection server) throws SQLException {
        Optional<String> usual = MySqlConnection.text(server, "SELECT @@character_set_server");
        return usual.filter(ALL_LETTERS::equals).isPresent() ? "" : " CHARACTER SET " + ALL_LETTERS;
    }

    /** Where names are those of folders, capital letters may not count. */
    @Override
    public Optional<Text> refusesDrop(ConnectionConfig config) {
        String name = config.database().toLowerCase(Locale.ROOT);
        String plain = name.startsWith(FOLDER) ? name.substring(FOLDER.length()) : name;
        return OWN.contains(plain)
                ? Optional.of(Text.of("the database " + config.database() + " is the server's own"))
                : Optional.empty();
    }

    @Override
    public boolean drop(ConnectionConfig config) throws SQLException {
        requireName(config.database());
        if (refusesDrop(config).isPresent()) {
            return false;
        }
        try (Connection server = MySqlConnecting.open(config.withDatabase(""))) {
            MySqlConnection.execute(server, "DROP DATABASE " + MySqlText.identifier(config.database()));
            return true;
        } catch (SQLException e) {
            if (e.getErrorCode() == NOT_THERE) {
                return false;
            }
            throw e;
        }
    }

    private static void requireName(String name) {
        int characters = name.codePointCount(0, name.length());
        if (characters == 0 || characters > MOST_CHARACTERS || name.indexOf('\0') >= 0) {
            throw MigriException.of(
                            ErrorCode.CONFIGURATION_INVALID,
                            "no database of MySQL or MariaDB can have this name: it has " + characters
                                    + " characters, and 1 to " + MOST_CHARACTERS + " are possible, none of them NUL")
                    .help("choose a shorter name")
                    .build();
        }
    }
}
