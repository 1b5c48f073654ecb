package io.migri.dialect.sqlite.database;

import io.migri.api.ConnectionConfig;
import io.migri.api.text.Text;
import io.migri.dialect.sqlite.connection.SqliteFile;
import io.migri.spi.Databases;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import org.sqlite.SQLiteConnection;

/** Makes and removes the files of databases. */
public final class SqliteDatabases implements Databases {
    private final Function<ConnectionConfig, SqliteFile> files;

    /** @param files finds the file that is meant, or refuses what SQLite has no use for */
    public SqliteDatabases(Function<ConnectionConfig, SqliteFile> files) {
        this.files = files;
    }

    @Override
    public boolean exists(ConnectionConfig config) {
        SqliteFile file = files.apply(config);
        return file.missing().isEmpty() && !Files.isDirectory(file.path());
    }

    /** SQLite itself puts off making the file until something is written. */
    @Override
    public boolean create(ConnectionConfig config) throws SQLException {
        if (exists(config)) {
            return false;
        }
        try (SQLiteConnection connection = files.apply(config).open(config.properties())) {
            connection.getDatabase()._exec("BEGIN IMMEDIATE; COMMIT");
        }
        return true;
    }

    @Override
    public Optional<Text> refusesDrop(ConnectionConfig config) {
        return Optional.empty();
    }

    @Override
    public boolean drop(ConnectionConfig config) throws SQLException {
        return exists(config) && new SqliteRemoval(files.apply(config).path()).run();
    }
}
