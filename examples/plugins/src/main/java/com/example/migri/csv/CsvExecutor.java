package com.example.migri.csv;

import io.migri.api.Migration;
import io.migri.spi.execution.MigrationExecutor;
import io.migri.spi.execution.PreparedMigration;
import io.migri.spi.execution.RunScope;
import java.io.IOException;
import java.util.Set;

/**
 * Adds the rows of a {@code .csv} file to a table. {@code 0003_animal.csv} adds them to the table {@code animal}, and its first line names
 * the columns. A field with nothing in it is null.
 */
public final class CsvExecutor implements MigrationExecutor {

    @Override
    public Set<String> kinds() {
        return Set.of("csv");
    }

    @Override
    public PreparedMigration prepare(Migration migration, RunScope scope) throws IOException {
        return new CsvMigration(CsvFile.read(migration), table(migration.name()));
    }

    /** What follows the number. */
    private static String table(String name) {
        int start = 0;
        while (start < name.length() && (Character.isDigit(name.charAt(start)) || name.charAt(start) == '_')) {
            start++;
        }
        return name.substring(start);
    }
}
