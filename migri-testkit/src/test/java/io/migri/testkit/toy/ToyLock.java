package io.migri.testkit.toy;

import io.migri.spi.lock.MigrationLock;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** A transaction is the lock. A run that needs more than that makes a file beside the database. */
final class ToyLock implements MigrationLock {
    private final Connection connection;
    private boolean covering;

    ToyLock(Connection connection) {
        this.connection = connection;
    }

    @Override
    public boolean coversRun() {
        return false;
    }

    /** A real one would have a lock on the file, which ends with the process. */
    @Override
    public boolean tryCoverRun() throws SQLException {
        if (!covering) {
            try {
                Files.createFile(file());
                covering = true;
            } catch (FileAlreadyExistsException taken) {
                return false;
            } catch (IOException failure) {
                throw new SQLException(failure);
            }
        }
        return true;
    }

    @Override
    public void close() throws SQLException {
        if (covering) {
            try {
                Files.delete(file());
                covering = false;
            } catch (IOException failure) {
                throw new SQLException(failure);
            }
        }
    }

    private Path file() throws SQLException {
        return Path.of(connection.getMetaData().getURL().substring("jdbc:sqlite:".length()) + ".lock");
    }
}
