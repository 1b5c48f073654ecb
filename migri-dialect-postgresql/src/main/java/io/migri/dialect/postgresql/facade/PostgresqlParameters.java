package io.migri.dialect.postgresql.facade;

import io.migri.dialect.postgresql.language.PostgresqlStrings;
import io.migri.dialect.postgresql.language.PostgresqlText;
import io.migri.dialect.postgresql.language.PostgresqlTokens;
import io.migri.dialect.postgresql.language.PostgresqlWords;
import io.migri.spi.script.ScriptCursor;
import io.migri.spi.script.ScriptException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Set;

/** Finds the parameters of a statement, such as {@code $1}. */
final class PostgresqlParameters {
    /** What the server looks into when it prepares a statement. In others, such as CREATE VIEW, it takes no parameters. */
    private static final Set<String> PARAMETRISED = Set.of(
            "SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "VALUES", "WITH", "TABLE", "(", "EXPLAIN", "DECLARE",
            "CALL");

    /** What a {@code CREATE … AS} of a query can create. */
    private static final Set<String> TABLES =
            Set.of("TABLE", "TEMP", "TEMPORARY", "UNLOGGED", "GLOBAL", "LOCAL", "MATERIALIZED");

    /** Higher numbers than the protocol has are all the same. */
    private static final int MOST = 100_000;

    private PostgresqlParameters() {}

    /** The highest number of a parameter; 0 where there is none, or the statement takes none. */
    static int highest(String statement) {
        if (statement.indexOf('$') < 0 || !takesParameters(statement)) {
            return 0;
        }
        try (ScriptCursor cursor = new ScriptCursor(new StringReader(statement))) {
            return highest(cursor);
        } catch (ScriptException e) {
            return 0; // the server says better what is wrong with it
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean takesParameters(String statement) {
        PostgresqlWords words = new PostgresqlWords(statement);
        String first = words.next();
        while (first.equals(";")) {
            first = words.next();
        }
        return PARAMETRISED.contains(first)
                || (first.equals("CREATE") && TABLES.contains(words.next()) && words.containsOutside("AS"));
    }

    private static int highest(ScriptCursor cursor) throws IOException {
        PostgresqlTokens tokens = new PostgresqlTokens(cursor, new PostgresqlStrings(true));
        int highest = 0;
        for (int next = cursor.peek(); next != ScriptCursor.END; next = cursor.peek()) {
            if (next == '$' && PostgresqlText.isDigit(cursor.peek(1))) {
                highest = Math.max(highest, number(cursor));
            } else {
                take(cursor, tokens, next);
            }
        }
        return highest;
    }

    private static int number(ScriptCursor cursor) throws IOException {
        cursor.take();
        int number = 0;
        while (PostgresqlText.isDigit(cursor.peek())) {
            number = Math.min(number * 10 + cursor.take() - '0', MOST);
        }
        return number;
    }

    private static void take(ScriptCursor cursor, PostgresqlTokens tokens, int next) throws IOException {
        if (next == '\'') {
            tokens.takeString();
        } else if (next == '"') {
            tokens.takeQuotedName();
        } else if (next == '$') {
            tokens.takeDollar();
        } else if (PostgresqlText.isWordStart(next)) {
            tokens.takeWord();
        } else if (PostgresqlText.isDigit(next)) {
            tokens.takeNumber();
        } else if (!tokens.takeFiller()) {
            cursor.take();
        }
    }
}
