package io.migri.testkit.server;

import io.migri.testkit.server.program.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** Databases that are files, each in a directory of its own. */
final class SqliteDirectory implements DatabaseServer {
    private final Path directory;
    private final AtomicInteger created = new AtomicInteger();

    SqliteDirectory(Path directory) {
        this.directory = directory;
    }

    @Override
    public Engine engine() {
        return Engine.SQLITE;
    }

    @Override
    public String origin() {
        return "file";
    }

    @Override
    public Database create() throws IOException {
        Path file = Files.createDirectories(directory.resolve("t" + created.incrementAndGet()))
                .resolve("test.db");
        return new Database(this, file.toString(), "", 0, "", "", false);
    }

    @Override
    public void drop(Database database) throws SQLException {
        try {
            Directories.delete(Path.of(database.name()).toAbsolutePath().getParent());
        } catch (IOException failure) {
            throw new SQLException("cannot remove " + database.name(), failure);
        }
    }

    @Override
    public void close() throws IOException {
        Directories.delete(directory);
    }
}
