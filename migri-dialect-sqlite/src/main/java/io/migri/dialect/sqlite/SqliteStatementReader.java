package io.migri.dialect.sqlite;

import io.migri.spi.script.ScriptCursor;
import io.migri.spi.script.ScriptException;
import io.migri.spi.script.SessionUse;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.TransactionEffect;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * Splits a script where SQLite does.
 *
 * <p>One thing is refused that SQLite lets pass: a comment that the end of the script closes. What it hides was hardly meant to
 * be hidden.
 */
final class SqliteStatementReader implements StatementReader {
    private final ScriptCursor cursor;
    private final SqliteStatementEnd statementEnd = new SqliteStatementEnd();
    private final SqliteNames names = new SqliteNames();
    private final SqliteSessionUses uses = new SqliteSessionUses();
    private int ordinal;
    private boolean inBlock;
    private int lengthThroughToken;

    SqliteStatementReader(Reader script) {
        this.cursor = new ScriptCursor(script);
    }

    @Override
    public @Nullable SqlStatement next() throws IOException {
        skipToStatement();
        if (cursor.peek() == ScriptCursor.END) {
            return null;
        }
        refuseDotCommand();
        int line = cursor.line();
        int column = cursor.column();
        cursor.mark();
        takeStatement(line, column);
        String text = cursor.text(lengthThroughToken);
        cursor.unmark();
        refuseNul(text, line, column);
        SessionUse use = uses.of(text, names, inBlock);
        return new SqlStatement(ordinal++, text, line, column, effect(text), use, uses.outlastsRollback(), null);
    }

    /** Whether a statement so far may keep Migri from writing. */
    boolean limits() {
        return uses.limits();
    }

    @Override
    public void close() throws IOException {
        cursor.close();
    }

    private void skipToStatement() throws IOException {
        while (takeBlankOrComment() || cursor.peek() == ';') {
            if (cursor.peek() == ';') {
                cursor.take();
            }
        }
    }

    private void refuseDotCommand() throws IOException {
        if (cursor.peek() == '.' && SqliteTokens.isWordPart(cursor.peek(1))) {
            int line = cursor.line();
            int column = cursor.column();
            throw new ScriptException(
                    dotCommand() + " is a command of the sqlite3 program and not SQL; remove it", line, column);
        }
    }

    private String dotCommand() throws IOException {
        StringBuilder command = new StringBuilder();
        do {
            command.append((char) cursor.take());
        } while (SqliteTokens.isWordPart(cursor.peek()));
        return command.toString();
    }

    private static void refuseNul(String text, int line, int column) throws ScriptException {
        if (text.indexOf('\0') >= 0) {
            throw new ScriptException(
                    "this statement holds a character NUL, at which SQLite would stop reading it; remove it",
                    line,
                    column);
        }
    }

    private void takeStatement(int line, int column) throws IOException {
        statementEnd.restart();
        names.restart(uses.wantNames());
        lengthThroughToken = 0;
        while (cursor.peek() != ScriptCursor.END) {
            if (takeBlankOrComment()) {
                continue;
            }
            if (cursor.peek() == ';' && statementEnd.semicolon()) {
                return;
            }
            takeToken();
            lengthThroughToken = cursor.length();
        }
        if (statementEnd.withinTrigger()) {
            throw new ScriptException("this trigger is never closed; its body has to end with END;", line, column);
        }
    }

    private void takeToken() throws IOException {
        int next = cursor.peek();
        int start = cursor.length();
        if (SqliteTokens.isWordPart(next)) {
            statementEnd.word(cursor);
            takeWord();
            names.name(start, cursor.length());
        } else if (next == ';') {
            cursor.take();
            names.symbol(next);
        } else {
            statementEnd.token();
            takeSymbolOrQuoted(next);
            noteDown(next, start);
        }
    }

    private void noteDown(int first, int start) {
        if (cursor.length() - start > 1) {
            names.name(start, cursor.length());
        } else {
            names.symbol(first);
        }
    }

    private void takeWord() throws IOException {
        do {
            cursor.take();
        } while (SqliteTokens.isWordPart(cursor.peek()));
    }

    private void takeSymbolOrQuoted(int next) throws IOException {
        switch (next) {
            case '\'', '"', '`' -> takeQuoted((char) next);
            case '[' -> takeBracketed();
            default -> cursor.take();
        }
    }

    private void takeQuoted(char quote) throws IOException {
        int line = cursor.line();
        int column = cursor.column();
        if (!cursor.takeQuoted(quote)) {
            throw new ScriptException(
                    "the quotation that begins here with " + quote
                            + " is never closed; close it, and double each such quote within it",
                    line,
                    column);
        }
    }

    private void takeBracketed() throws IOException {
        int line = cursor.line();
        int column = cursor.column();
        for (int taken = cursor.take(); taken != ']'; taken = cursor.take()) {
            if (taken == ScriptCursor.END) {
                throw new ScriptException("the name that begins here with [ is never closed with ]", line, column);
            }
        }
    }

    private boolean takeBlankOrComment() throws IOException {
        int next = cursor.peek();
        if (SqliteTokens.isBlank(next)) {
            cursor.take();
            return true;
        }
        if (next == '-' && cursor.peek(1) == '-') {
            cursor.takeLine();
            return true;
        }
        return next == '/' && cursor.peek(1) == '*' && takeBlockComment();
    }

    private boolean takeBlockComment() throws IOException {
        int line = cursor.line();
        int column = cursor.column();
        if (!cursor.takeBlockComment(false)) {
            throw new ScriptException("the comment that begins here is never closed with */", line, column);
        }
        return true;
    }

    private TransactionEffect effect(String text) {
        TransactionEffect effect = SqliteTransactionRules.effect(text, inBlock);
        switch (effect) {
            case BEGINS_BLOCK -> inBlock = true;
            case COMMITS_BLOCK, ROLLS_BACK_BLOCK -> inBlock = false;
            default -> {}
        }
        return effect;
    }
}
