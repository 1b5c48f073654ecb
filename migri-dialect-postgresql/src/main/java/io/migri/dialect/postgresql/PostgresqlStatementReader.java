package io.migri.dialect.postgresql;

import io.migri.spi.script.ScriptCursor;
import io.migri.spi.script.ScriptException;
import io.migri.spi.script.SessionUse;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.TransactionEffect;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Splits a script as psql does, without psql's own commands. */
final class PostgresqlStatementReader implements StatementReader {
    private final ScriptCursor cursor;
    private final PostgresqlStrings strings;
    private final PostgresqlTokens tokens;
    private final PostgresqlLexemes lexemes = new PostgresqlLexemes();
    private final PostgresqlSessionUses traits = new PostgresqlSessionUses();
    private final PostgresqlBlocks blocks = new PostgresqlBlocks();
    private final PostgresqlFlag standardStrings;
    private @Nullable PostgresqlCopyData data;
    /** What follows a BEGIN may say more about its transaction. */
    private final Queue<SqlStatement> ahead = new ArrayDeque<>();

    private boolean makesReadOnly;
    private boolean sets;
    /** Whether nothing but settings stands between here and a BEGIN. */
    private boolean leading;

    private OptionalLong lock = OptionalLong.empty();
    private boolean script = true;
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
        this.standardStrings = new PostgresqlFlag(PostgresqlSetting.STANDARD_STRINGS, strings.standard());
    }

    /**
     * A reader of what is sent as one message, which the server takes apart before it executes any of it: what it sets has no effect on its own
     * strings. Refuses nothing that can be read.
     */
    static PostgresqlStatementReader ofMessage(Reader text, boolean standardStrings) {
        PostgresqlStatementReader reader = new PostgresqlStatementReader(text, standardStrings);
        reader.script = false;
        return reader;
    }

    /** A reader of a script that must not give up the lock of that key. */
    PostgresqlStatementReader keeping(OptionalLong key) {
        lock = key;
        return this;
    }

    @Override
    public @Nullable SqlStatement next() throws IOException {
        if (!ahead.isEmpty()) {
            return ahead.poll();
        }
        SqlStatement read = read();
        return read != null && script && read.effect() == TransactionEffect.BEGINS_BLOCK ? begins(read) : read;
    }

    /** Looks ahead for what is set in the first place. */
    private SqlStatement begins(SqlStatement begin) throws IOException {
        boolean readOnly = false;
        SqlStatement next;
        do {
            next = read();
            if (next != null) {
                ahead.add(next);
                readOnly |= makesReadOnly;
            }
        } while (next != null && sets);
        return readOnly ? begin.with(TransactionEffect.BEGINS_READ_ONLY_BLOCK) : begin;
    }

    private @Nullable SqlStatement read() throws IOException {
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
        PostgresqlStatement statement = new PostgresqlStatement(text, lexemes);
        check(statement, line, column);
        if (PostgresqlCopyStatement.readsFromScript(statement)) {
            data = data(terminated, line, column);
        }
        SessionUse use = traits.of(statement);
        sets = statement.is(0, "SET");
        makesReadOnly = PostgresqlBlocks.makesReadOnly(statement);
        if (script && makesReadOnly && blocks.isOpen() && !leading) {
            throw new ScriptException(
                    "a transaction that may not write any more could not be noted as done;"
                            + " move this to its beginning, or leave it out",
                    line,
                    column);
        }
        TransactionEffect effect = blocks.of(statement, use.constant());
        leading = effect.begins() || (leading && sets);
        if (script) {
            standardStrings.follow(statement, effect);
            strings.standard(standardStrings.on());
        }
        return new SqlStatement(
                ordinal++, text, line, column, effect, use, PostgresqlLasting.outlastsRollback(statement), data);
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

    private void check(PostgresqlStatement statement, int line, int column) throws ScriptException {
        if (!script) {
            return;
        }
        Optional<String> refusal =
                PostgresqlRefusals.reason(statement).or(() -> PostgresqlRefusals.givingUpLock(statement, lock));
        if (refusal.isPresent()) {
            throw new ScriptException(refusal.get(), line, column);
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
