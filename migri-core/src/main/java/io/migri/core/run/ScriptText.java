package io.migri.core.run;

import io.migri.api.Migration;
import io.migri.api.SourcePosition;
import io.migri.spi.script.SqlStatement;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Finds places in a migration's text, for messages. */
final class ScriptText {
    private static final int LONGEST_EXCERPT = 10_000;

    private ScriptText() {}

    /** The place {@code offset} characters into {@code statement}. */
    static SourcePosition position(Migration migration, SqlStatement statement, int offset) {
        String before =
                statement.text().substring(0, Math.min(offset, statement.text().length()));
        int lastLineEnd = before.lastIndexOf('\n');
        int lines = (int) before.chars().filter(character -> character == '\n').count();
        int columns = before.codePointCount(lastLineEnd + 1, before.length());
        int column = lines == 0 ? statement.column() + columns : columns + 1;
        return position(migration, statement.line() + lines, column);
    }

    static SourcePosition position(Migration migration, int line, int column) {
        return new SourcePosition(migration.origin(), line, column, excerpt(migration, line));
    }

    /** The text of that line; empty where it cannot be read again, which is no reason to hide the failure itself. */
    private static String excerpt(Migration migration, int line) {
        try (BufferedReader text =
                new BufferedReader(new InputStreamReader(migration.content().open(), StandardCharsets.UTF_8))) {
            for (int before = 1; before < line; before++) {
                if (text.readLine() == null) {
                    return "";
                }
            }
            String found = text.readLine();
            return found == null ? "" : tidy(found, line);
        } catch (IOException e) {
            return "";
        }
    }

    private static String tidy(String found, int line) {
        String text = line == 1 && found.startsWith("\uFEFF") ? found.substring(1) : found;
        return text.length() > LONGEST_EXCERPT ? text.substring(0, LONGEST_EXCERPT) : text;
    }
}
