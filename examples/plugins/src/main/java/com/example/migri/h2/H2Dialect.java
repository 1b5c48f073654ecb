package com.example.migri.h2;

import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.text.Text;
import io.migri.spi.ConnectionSource;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.spi.Purpose;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.support.StandardSpelling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.h2.Driver;
import org.h2.jdbc.JdbcConnection;

/** H2 from version 2 on, in a file. An application may hand out a connection to one that is elsewhere. */
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
        boolean absent = creates(config).isPresent();
        if (purpose == Purpose.CHANGE || !absent) {
            properties.putAll(config.properties());
            config.schema().ifPresent(schema -> properties.setProperty("SCHEMA", StandardSpelling.quoted(schema)));
        }
        properties.setProperty("user", config.user().orElse(""));
        config.password().ifPresent(password -> properties.setProperty("password", password.reveal()));
        String url = purpose == Purpose.LOOK && absent ? "jdbc:h2:mem:" : "jdbc:h2:file:" + file(config);
        return new Driver().connect(url, properties);
    }

    @Override
    public Optional<String> creates(ConnectionConfig config) {
        Path file = Path.of(file(config) + ENDING);
        return Files.exists(file) ? Optional.empty() : Optional.of("the H2 file " + file);
    }

    /** The path without its ending. H2 takes what follows a semicolon for settings, and one setting executes any SQL. */
    private static Path file(ConnectionConfig config) {
        String name = config.database();
        if (config.host().isPresent() || config.port().isPresent() || name.indexOf(';') >= 0) {
            throw MigriException.of(
                            ErrorCode.CONFIGURATION_INVALID,
                            "an H2 database is a file without a semicolon in its name, a host and a port")
                    .help("give the file, and settings of H2 as properties of the driver")
                    .build();
        }
        return Path.of(name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name)
                .toAbsolutePath();
    }

    @Override
    public DialectSession session(Connection connection, ConnectionSource others) throws SQLException {
        return H2Session.of(connection);
    }

    @Override
    public Optional<Text> refuses(HistoryTable table) {
        return Optional.empty();
    }

    @Override
    public DatabaseError explain(SQLException failure, String statement) {
        return H2Errors.explain(failure, statement);
    }
}
