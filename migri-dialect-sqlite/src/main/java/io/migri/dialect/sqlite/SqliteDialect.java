package io.migri.dialect.sqlite;

import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.dialect.sqlite.connection.SqliteDoubleQuotesProperty;
import io.migri.dialect.sqlite.connection.SqliteFile;
import io.migri.dialect.sqlite.database.SqliteDatabases;
import io.migri.dialect.sqlite.history.SqliteHistoryNames;
import io.migri.dialect.sqlite.rehearsal.reach.SqliteReach;
import io.migri.dialect.sqlite.wire.SqliteErrors;
import io.migri.spi.ConnectionSource;
import io.migri.spi.Databases;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.spi.Purpose;
import io.migri.spi.history.HistoryTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;

/**
 * SQLite 3, whose databases are files.
 *
 * <p>{@link #connect} creates the file where it does not exist, as every SQLite program does, but no directory. Foreign keys are
 * enforced only where a migration or a property asks for it, which is SQLite's own default.
 */
public final class SqliteDialect implements Dialect {

    @Override
    public String id() {
        return "sqlite";
    }

    /** A database without a host, a port and a user can only be a file. */
    @Override
    public boolean matches(ConnectionConfig config) {
        return config.host().isEmpty()
                && config.port().isEmpty()
                && config.user().isEmpty();
    }

    @Override
    public boolean matches(Connection connection) throws SQLException {
        return connection.isWrapperFor(SQLiteConnection.class);
    }

    @Override
    public Connection connect(ConnectionConfig config, Purpose purpose) throws SQLException {
        SqliteFile file = file(config);
        return switch (purpose) {
            case CHANGE -> file.open(config.properties());
            case LOOK -> file.openToLook(config.properties());
        };
    }

    @Override
    public Optional<String> creates(ConnectionConfig config) {
        return file(config).missing().map(path -> "the SQLite file " + path);
    }

    /** A file is there or not, and nobody starts it. */
    @Override
    public boolean mayComeUp(SQLException failure) {
        return false;
    }

    @Override
    public Optional<Databases> databases() {
        return Optional.of(new SqliteDatabases(SqliteDialect::file));
    }

    @Override
    public Set<String> propertyNames() {
        return Stream.concat(
                        Stream.of(SQLiteConfig.Pragma.values()).map(SQLiteConfig.Pragma::getPragmaName),
                        Stream.of(SqliteDoubleQuotesProperty.NAME))
                .collect(Collectors.toSet());
    }

    private static SqliteFile file(ConnectionConfig config) {
        refuse("host", config.host().isPresent());
        refuse("port", config.port().isPresent());
        refuse("user", config.user().isPresent());
        refuse("password", config.password().isPresent());
        refuse("schema", config.schema().isPresent());
        SqliteDoubleQuotesProperty.require(config.properties().get(SqliteDoubleQuotesProperty.NAME));
        return SqliteFile.named(config.database());
    }

    @Override
    public DialectSession session(Connection connection, ConnectionSource others) throws SQLException {
        return new SqliteSession(connection, connection.unwrap(SQLiteConnection.class), SqliteReach.ANYWHERE);
    }

    @Override
    public Optional<Text> refusesScratchServer() {
        return Optional.of(Text.of(
                "a dry run on SQLite happens in a copy of the file, without any server; leave out ",
                Option.DRY_RUN_SERVER));
    }

    @Override
    public Optional<Text> refuses(HistoryTable table) {
        return SqliteHistoryNames.refusal(table);
    }

    @Override
    public DatabaseError explain(SQLException failure, String statement) {
        return SqliteErrors.explain(failure, statement);
    }

    private static void refuse(String setting, boolean present) {
        if (present) {
            throw MigriException.of(
                            ErrorCode.CONFIGURATION_INVALID,
                            "a " + setting + " is given, but an SQLite database is a file and has none")
                    .help("leave the " + setting + " out, or choose the dialect of a database server")
                    .build();
        }
    }
}
