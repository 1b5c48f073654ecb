package io.migri.dialect.postgresql;

import io.migri.spi.script.ScriptCursor;
import io.migri.spi.script.ScriptException;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Splits a script as psql does, without psql's own commands. */
final class PostgresqlStatementReader implements StatementReader {
    private final ScriptCursor cursor;
    private final PostgresqlStrings strings;
    private final PostgresqlTokens tokens;
    private @Nullable PostgresqlCopyData data;
    private int ordinal;

    /**
     * A reader of {@code script}, which it closes.
     *
     * @param standardStrings whether a backslash in an ordinary string is an ordinary character, until the script changes that
     */
    PostgresqlStatementReader(Reader script, boolean standardStrings) {
        this(script, new PostgresqlStrings(standardStrings));
    }

    /** A reader of {@code script}, which it closes; {@code strings} follows what the script sets. */
    PostgresqlStatementReader(Reader script, PostgresqlStrings strings) {
        this.cursor = new ScriptCursor(script);
        this.strings = strings;
        this.tokens = new PostgresqlTokens(cursor, strings);
    }

    @Override
    public @Nullable SqlStatement next() throws IOException {
        if (data != null) {
            data.skip();
            data = null;
        }
        skipToStatement();
        return cursor.peek() == ScriptCursor.END ? null : statement();
    }

    @Override
    public void close() throws IOException {
        cursor.close();
    }

    private void skipToStatement() throws IOException {
        while (true) {
            int next = cursor.peek();
            if (next == ';') {
                cursor.take();
            } else if (next == '\\') {
                PostgresqlClientCommands.take(cursor);
            } else if (!tokens.takeFiller()) {
                return;
            }
        }
    }

    private SqlStatement statement() throws IOException {
        int line = cursor.line();
        int column = cursor.column();
        cursor.mark();
        String text = cursor.text(takeStatement());
        cursor.unmark();
        boolean terminated = cursor.take() == ';';
        check(text, line, column);
        if (PostgresqlCopyStatement.readsFromScript(text)) {
            data = data(terminated, line, column);
        }
        return new SqlStatement(ordinal++, text, line, column, PostgresqlTransactionRules.effect(text), data);
    }

    /** Takes everything before the semicolon that ends a statement; returns how much of it is the statement. */
    private int takeStatement() throws IOException {
        PostgresqlRoutineBody body = new PostgresqlRoutineBody();
        int parentheses = 0;
        int length = 0;
        for (int next = cursor.peek(); next != ScriptCursor.END; next = cursor.peek()) {
            if (next == ';' && parentheses == 0 && !body.isOpen()) {
                return length;
            }
            if (tokens.takeFiller()) {
                continue;
            }
            takeToken(next, parentheses == 0, body);
            parentheses = Math.max(0, parentheses + (next == '(' ? 1 : next == ')' ? -1 : 0));
            length = cursor.length();
        }
        if (body.isOpen()) {
            throw body.unclosed();
        }
        return length;
    }

    private void takeToken(int first, boolean outside, PostgresqlRoutineBody body) throws IOException {
        if (PostgresqlText.isWordStart(first)) {
            if (outside) {
                body.word(cursor);
            }
            tokens.takeWord();
            return;
        }
        body.symbol(first);
        switch (first) {
            case '\'' -> tokens.takeString();
            case '"' -> tokens.takeQuotedName();
            case '$' -> tokens.takeDollar();
            case '\\' -> throw PostgresqlClientCommands.within(cursor);
            default -> takeNumberOrSymbol(first);
        }
    }

    private void takeNumberOrSymbol(int first) throws IOException {
        if (PostgresqlText.isDigit(first)) {
            tokens.takeNumber();
        } else {
            cursor.take();
        }
    }

    private void check(String text, int line, int column) throws ScriptException {
        Optional<String> refusal = PostgresqlRefusals.reason(text);
        if (refusal.isPresent()) {
            throw new ScriptException(refusal.get(), line, column);
        }
        if (PostgresqlMessage.changesStrings(text)) {
            PostgresqlSetting.changedBy(text)
                    .filter(setting -> setting.name().equals(PostgresqlSetting.STANDARD_STRINGS))
                    .ifPresent(setting -> strings.standard(setting.on()));
        }
    }

    private PostgresqlCopyData data(boolean terminated, int line, int column) throws IOException {
        while (cursor.peek() != '\n' && cursor.peek() != ScriptCursor.END && tokens.takeFiller()) {
            // white space or a comment
        }
        if (!terminated || cursor.peek() != '\n') {
            throw new ScriptException(
                    "the rows of this COPY are missing; they begin on the line after its semicolon and end with \\.",
                    line,
                    column);
        }
        cursor.take();
        return new PostgresqlCopyData(cursor, line, column);
    }
}
