package com.example.migri.log;

import io.migri.api.AppliedMigration;
import io.migri.spi.history.AppliedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A line for each migration: when, and its name. It is not in the migration's transaction. So a run that is killed between the commit and
 * the line leaves a migration that is applied and not recorded.
 */
record FileLog(Path file) implements AppliedLog {

    @Override
    public Optional<List<AppliedMigration>> read() throws SQLException {
        try {
            return Files.exists(file)
                    ? Optional.of(Files.readAllLines(file).stream()
                            .map(FileLog::entry)
                            .toList())
                    : Optional.empty();
        } catch (IOException failure) {
            throw new SQLException("the history " + file + " cannot be read", failure);
        }
    }

    private static AppliedMigration entry(String line) {
        int space = line.indexOf(' ');
        String name = line.substring(space + 1).translateEscapes();
        return new AppliedMigration(name, Optional.of(Instant.parse(line.substring(0, space))));
    }

    @Override
    public void prepare() throws SQLException {
        write("");
    }

    /** The database is sent nothing. */
    @Override
    public List<String> append(AppliedMigration migration) {
        return List.of();
    }

    @Override
    public void appended(AppliedMigration migration) throws SQLException {
        String name = migration.name().replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
        write(migration.appliedAt().orElseGet(Instant::now) + " " + name + "\n");
    }

    private void write(String text) throws SQLException {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new SQLException("the history " + file + " cannot be written", failure);
        }
    }
}
