package com.example.migri.h2;

import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.spi.ConnectionSource;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.spi.Purpose;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.h2.Driver;
import org.h2.jdbc.JdbcConnection;

/** H2 from version 2 on, in a file or behind its TCP server. */
public final class H2Dialect implements Dialect {
    private static final String ENDING = ".mv.db";

    @Override
    public String id() {
        return "h2";
    }

    /** Only H2 calls its files so. One without a user may be of another database. */
    @Override
    public boolean matches(ConnectionConfig config) {
        return config.database().endsWith(ENDING) && config.user().isPresent();
    }

    @Override
    public boolean matches(Connection connection) throws SQLException {
        return connection.isWrapperFor(JdbcConnection.class);
    }

    /** To look at a database that is not there, it opens an empty one in memory: H2 would make the file. */
    @Override
    public Connection connect(ConnectionConfig config, Purpose purpose) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(config.properties());
        properties.setProperty("user", config.user().orElse(""));
        config.password().ifPresent(password -> properties.setProperty("password", password.reveal()));
        config.schema().ifPresent(schema -> properties.setProperty("SCHEMA", H2Tables.quoted(schema)));
        boolean absent = purpose == Purpose.LOOK && creates(config).isPresent();
        return new Driver().connect(absent ? "jdbc:h2:mem:" : url(config), properties);
    }

    @Override
    public Optional<String> creates(ConnectionConfig config) {
        Path file = Path.of(path(config) + ENDING).toAbsolutePath();
        return config.host().isPresent() || Files.exists(file) ? Optional.empty() : Optional.of("the H2 file " + file);
    }

    private static String url(ConnectionConfig config) {
        String path = path(config);
        return config.host()
                .map(host -> "jdbc:h2:tcp://" + host
                        + (config.port().isPresent() ? ":" + config.port().getAsInt() : "") + "/" + path)
                .orElseGet(() -> "jdbc:h2:file:" + Path.of(path).toAbsolutePath());
    }

    /** Behind a semicolon H2 reads settings, one of which executes any SQL. */
    private static String path(ConnectionConfig config) {
        String database = config.database();
        if (database.indexOf(';') >= 0) {
            throw MigriException.of(
                            ErrorCode.CONFIGURATION_INVALID,
                            "the database's name has a semicolon, behind which H2 reads settings: " + database)
                    .help("leave it out, and give settings as properties of the driver")
                    .build();
        }
        return database.endsWith(ENDING) ? database.substring(0, database.length() - ENDING.length()) : database;
    }

    @Override
    public DialectSession session(Connection connection, ConnectionSource others) throws SQLException {
        return H2Session.of(connection);
    }

    @Override
    public DatabaseError explain(SQLException failure, String statement) {
        return H2Errors.explain(failure, statement);
    }
}
