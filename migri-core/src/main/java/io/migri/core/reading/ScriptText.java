package io.migri.core.reading;

import io.migri.api.Migration;
import io.migri.api.SourcePosition;
import io.migri.spi.script.SqlStatement;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Finds places in a migration's text, for messages. */
public final class ScriptText {
    /** So many characters are shown before the place, and as many behind it. */
    private static final int AROUND = 5_000;

    private ScriptText() {}

    /** The place {@code offset} characters into {@code statement}. */
    public static SourcePosition position(Migration migration, SqlStatement statement, int offset) {
        String before =
                statement.text().substring(0, Math.min(offset, statement.text().length()));
        int lastLineEnd = before.lastIndexOf('\n');
        int lines = (int) before.chars().filter(character -> character == '\n').count();
        int columns = before.codePointCount(lastLineEnd + 1, before.length());
        int column = lines == 0 ? statement.column() + columns : columns + 1;
        return position(migration, statement.line() + lines, column);
    }

    public static SourcePosition position(Migration migration, int line, int column) {
        int first = Math.max(1, column - AROUND);
        return new SourcePosition(migration.origin(), line, column, excerpt(migration, line, first), first);
    }

    /** The text of that line from column {@code first} on; empty where it cannot be read again, which is no reason to hide the failure itself. */
    private static String excerpt(Migration migration, int line, int first) {
        try (BufferedReader text =
                new BufferedReader(new InputStreamReader(migration.content().open(), StandardCharsets.UTF_8))) {
            for (int before = 1; before < line; before++) {
                if (!skipLine(text)) {
                    return "";
                }
            }
            return excerpt(text, line == 1, first);
        } catch (IOException e) {
            return "";
        }
    }

    /** A line may be as large as the file. */
    private static boolean skipLine(BufferedReader text) throws IOException {
        for (int next = text.read(); next >= 0; next = text.read()) {
            if (next == '\n') {
                return true;
            }
            if (next == '\r') {
                skip(text, '\n');
                return true;
            }
        }
        return false;
    }

    private static void skip(BufferedReader text, char skipped) throws IOException {
        text.mark(1);
        if (text.read() != skipped) {
            text.reset();
        }
    }

    private static String excerpt(BufferedReader text, boolean beginsFile, int first) throws IOException {
        if (beginsFile) {
            skip(text, '\uFEFF');
        }
        StringBuilder found = new StringBuilder();
        int column = 0;
        for (int next = text.read(); next >= 0 && next != '\n' && next != '\r'; next = text.read()) {
            if (!Character.isLowSurrogate((char) next)) {
                column++;
            }
            if (column >= first + 2 * AROUND) {
                break;
            }
            if (column >= first) {
                found.append((char) next);
            }
        }
        return found.toString();
    }
}
