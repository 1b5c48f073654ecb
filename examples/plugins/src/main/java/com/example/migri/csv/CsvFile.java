package com.example.migri.csv;

import io.migri.api.Migration;
import io.migri.spi.script.ScriptCursor;
import io.migri.spi.script.ScriptException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Lines of fields between commas. A field may stand in double quotes, which are doubled within it. */
record CsvFile(List<String> header, List<Row> rows) {
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    /** A row, and the line on which it begins. */
    record Row(int line, List<String> fields) {}

    /** Reads and checks all of it, so that mistakes show before anything runs. */
    static CsvFile read(Migration migration) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (ScriptCursor text = new ScriptCursor(
                new InputStreamReader(migration.content().open(), StandardCharsets.UTF_8.newDecoder()))) {
            if (text.peek() == BYTE_ORDER_MARK) {
                text.take();
            }
            while (text.peek() != ScriptCursor.END) {
                Row row = row(text);
                check(row, rows.isEmpty() ? row : rows.get(0));
                rows.add(row);
            }
        }
        return rows.isEmpty()
                ? new CsvFile(List.of(), List.of())
                : new CsvFile(rows.get(0).fields, rows.subList(1, rows.size()));
    }

    /** Names of columns become a part of the statement, so they must be no more than names. */
    private static void check(Row row, Row header) throws ScriptException {
        if (row.fields.size() != header.fields.size()) {
            throw new ScriptException(
                    "this row has " + row.fields.size() + " fields, and the first line " + header.fields.size(),
                    row.line,
                    1);
        }
        for (String name : header.fields) {
            if (name.isEmpty() || !name.chars().allMatch(one -> Character.isLetterOrDigit(one) || one == '_')) {
                throw new ScriptException("\"" + name + "\" is no name of a column", header.line, 1);
            }
        }
    }

    private static Row row(ScriptCursor text) throws IOException {
        int line = text.line();
        List<String> fields = new ArrayList<>();
        do {
            fields.add(field(text));
        } while (text.take() == ',');
        return new Row(line, List.copyOf(fields));
    }

    /** Up to the comma or the line's end, which is not taken. */
    private static String field(ScriptCursor text) throws IOException {
        int line = text.line();
        int column = text.column();
        boolean quoted = text.peek() == '"';
        text.mark();
        if (quoted && !text.takeQuoted('"')) {
            throw new ScriptException("a quote is not closed", line, column);
        }
        int length = text.length();
        while (text.peek() != ',' && text.peek() != '\n' && text.peek() != ScriptCursor.END) {
            text.take();
        }
        String field = text.text(text.length());
        text.unmark();
        if (quoted && !field.substring(length).isBlank()) {
            throw new ScriptException("a comma has to follow the quote that closes this field", line, column);
        }
        return quoted ? field.substring(1, length - 1).replace("\"\"", "\"") : field.strip();
    }
}
