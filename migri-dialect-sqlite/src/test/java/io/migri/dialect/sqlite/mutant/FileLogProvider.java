package io.migri.dialect.sqlite.mutant;

import io.migri.api.AppliedMigration;
import io.migri.spi.AppliedLogProvider;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.UnfitName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A log that is a file with a line for each entry. Sound. */
record FileLogProvider(Path folder) implements AppliedLogProvider {

    @Override
    public String name() {
        return "file";
    }

    @Override
    public AppliedLog open(DialectSession session, HistoryTable table) {
        return new FileLog(folder.resolve(table + ".log"));
    }

    private record FileLog(Path file) implements AppliedLog {
        @Override
        public Optional<List<AppliedMigration>> read() throws SQLException {
            try {
                List<AppliedMigration> entries = new ArrayList<>();
                for (String line : Files.readAllLines(file)) {
                    String[] parts = line.split("\t", 2);
                    entries.add(new AppliedMigration(parts[1], Optional.of(Instant.parse(parts[0]))));
                }
                return Optional.of(entries);
            } catch (NoSuchFileException missing) {
                return Optional.empty();
            } catch (IOException failure) {
                throw new SQLException(failure);
            }
        }

        @Override
        public void prepare() throws SQLException {
            write("");
        }

        @Override
        public Optional<UnfitName> unfit(String migration) {
            return migration.chars().anyMatch(Character::isISOControl)
                    ? Optional.of(new UnfitName("a line has no room for control characters", "rename the file"))
                    : Optional.empty();
        }

        /** Nothing happens in the migrated database. */
        @Override
        public List<String> append(AppliedMigration migration) {
            return List.of();
        }

        @Override
        public void appended(AppliedMigration migration) throws SQLException {
            write(migration.appliedAt().orElseGet(Instant::now) + "\t" + migration.name() + "\n");
        }

        private void write(String text) throws SQLException {
            try {
                Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException failure) {
                throw new SQLException(failure);
            }
        }
    }
}
