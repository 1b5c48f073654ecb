package io.migri.dialect.postgresql.language;

import io.migri.spi.script.ScriptCursor;
import io.migri.spi.script.ScriptException;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Splits a script as psql does, without psql's own commands. Used by one thread. */
public final class PostgresqlSplitter implements Closeable {
    private final ScriptCursor cursor;
    private final PostgresqlTokens tokens;
    private final PostgresqlLexemes lexemes = new PostgresqlLexemes();
    private @Nullable PostgresqlCopyData data;
    private int line;
    private int column;

    /**
     * A splitter of {@code script}, which it closes.
     *
     * @param strings as they are read, which whoever takes the statements changes as the script does
     */
    public PostgresqlSplitter(Reader script, PostgresqlStrings strings) {
        this.cursor = new ScriptCursor(script);
        this.tokens = new PostgresqlTokens(cursor, strings);
    }

    /**
     * The next statement, without what stands before and behind it; null at the end. Its tokens are good until the next one is taken.
     *
     * @throws ScriptException where it cannot be read
     */
    @Nullable
    public PostgresqlStatement next() throws IOException {
        if (data != null) {
            data.skip();
            data = null;
        }
        skipToStatement();
        return cursor.peek() == ScriptCursor.END ? null : statement();
    }

    /** In which line the statement begins. */
    public int line() {
        return line;
    }

    public int column() {
        return column;
    }

    /** The rows that follow the statement, to be read before the next one is taken; null where there are none. */
    @Nullable
    public Reader data() {
        return data;
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

    private PostgresqlStatement statement() throws IOException {
        line = cursor.line();
        column = cursor.column();
        cursor.mark();
        String text = cursor.text(takeStatement());
        cursor.unmark();
        boolean terminated = cursor.take() == ';';
        PostgresqlStatement statement = new PostgresqlStatement(text, lexemes);
        if (PostgresqlCopyStatement.readsFromScript(statement)) {
            data = rows(terminated);
        }
        return statement;
    }

    /** Takes everything before the semicolon that ends a statement; returns how much of it is the statement. */
    private int takeStatement() throws IOException {
        lexemes.clear();
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
            int start = cursor.length();
            lexemes.add(takeToken(next, parentheses == 0, body), start, cursor.length());
            parentheses = Math.max(0, parentheses + (next == '(' ? 1 : next == ')' ? -1 : 0));
            length = cursor.length();
        }
        if (body.isOpen()) {
            throw body.unclosed();
        }
        return length;
    }

    private PostgresqlLexeme takeToken(int first, boolean outside, PostgresqlRoutineBody body) throws IOException {
        if (!PostgresqlText.isWordStart(first)) {
            body.symbol(first);
        } else if (outside) {
            body.word(cursor);
        }
        if (first == '\\') {
            throw PostgresqlClientCommands.within(cursor);
        }
        return tokens.take(first);
    }

    private PostgresqlCopyData rows(boolean terminated) throws IOException {
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
