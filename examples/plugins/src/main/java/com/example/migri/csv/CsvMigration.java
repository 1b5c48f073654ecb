package com.example.migri.csv;

import io.migri.spi.execution.ExecutionContext;
import io.migri.spi.execution.PreparedMigration;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TransactionEffect;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One statement for each row, with the row's place in the file. */
record CsvMigration(CsvFile file, String table) implements PreparedMigration {

    @Override
    public boolean empty() {
        return file.header().isEmpty();
    }

    @Override
    public long statements() {
        return file.rows().size();
    }

    /** It is made of statements, so another run can tell how far it came. */
    @Override
    public boolean show(Consumer<SqlStatement> viewer) {
        for (int i = 0; i < file.rows().size(); i++) {
            viewer.accept(statement(i));
        }
        return true;
    }

    @Override
    public void run(ExecutionContext context) throws SQLException, IOException {
        for (int i = 0; i < file.rows().size(); i++) {
            context.execute(statement(i));
        }
    }

    private SqlStatement statement(int ordinal) {
        CsvFile.Row row = file.rows().get(ordinal);
        List<String> columns = file.header();
        String values = row.fields().stream().map(CsvMigration::value).collect(Collectors.joining(", "));
        String text = "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES (" + values + ")";
        return new SqlStatement(ordinal, text, row.line(), 1, TransactionEffect.NONE);
    }

    private static String value(String field) {
        return field.isEmpty() ? "NULL" : "'" + field.replace("'", "''") + "'";
    }
}
