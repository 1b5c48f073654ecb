package io.migri.dialect.sqlite.language;

import io.migri.spi.script.ScriptCursor;
import io.migri.spi.script.ScriptException;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * Splits a script where SQLite does.
 *
 * <p>One thing is refused that SQLite lets pass: a comment that the end of the script closes. What it hides was hardly meant to
 * be hidden.
 */
public final class SqliteSplitter implements Closeable {
    private final ScriptCursor cursor;
    private final SqliteStatementEnd statementEnd = new SqliteStatementEnd();
    private final SqliteNames names = new SqliteNames();
    private final SqlitePlaces places = new SqlitePlaces();
    private int line;
    private int column;
    private int lengthThroughToken;

    public SqliteSplitter(Reader script) {
        this.cursor = new ScriptCursor(script);
    }

    /**
     * The next statement, without what stands before and behind it; null at the end. Its tokens are known until the next one is taken.
     *
     * @param namesWanted whether all of its names are to be noted down
     * @throws ScriptException where it cannot be read
     */
    @Nullable
    public SqliteStatement next(boolean namesWanted) throws IOException {
        skipToStatement();
        if (cursor.peek() == ScriptCursor.END) {
            return null;
        }
        refuseDotCommand();
        line = cursor.line();
        column = cursor.column();
        cursor.mark();
        names.restart(namesWanted);
        places.restart();
        takeStatement();
        String text = cursor.text(lengthThroughToken);
        cursor.unmark();
        refuseNul(text);
        return new SqliteStatement(text, places);
    }

    /** In which line the statement begins. */
    public int line() {
        return line;
    }

    public int column() {
        return column;
    }

    /** Those of the statement. */
    public SqliteNames names() {
        return names;
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
            int startLine = cursor.line();
            int startColumn = cursor.column();
            throw new ScriptException(
                    dotCommand() + " is a command of the sqlite3 program and not SQL; remove it",
                    startLine,
                    startColumn);
        }
    }

    private String dotCommand() throws IOException {
        StringBuilder command = new StringBuilder();
        do {
            command.append((char) cursor.take());
        } while (SqliteTokens.isWordPart(cursor.peek()));
        return command.toString();
    }

    private void refuseNul(String text) throws ScriptException {
        if (text.indexOf('\0') >= 0) {
            throw new ScriptException(
                    "this statement holds a character NUL, at which SQLite would stop reading it; remove it",
                    line,
                    column);
        }
    }

    private void takeStatement() throws IOException {
        statementEnd.restart();
        lengthThroughToken = 0;
        while (cursor.peek() != ScriptCursor.END) {
            if (takeBlankOrComment()) {
                continue;
            }
            if (cursor.peek() == ';' && statementEnd.semicolon()) {
                return;
            }
            int start = cursor.length();
            takeToken();
            lengthThroughToken = cursor.length();
            places.add(start, lengthThroughToken);
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
        int startLine = cursor.line();
        int startColumn = cursor.column();
        if (!cursor.takeQuoted(quote)) {
            throw new ScriptException(
                    "the quotation that begins here with " + quote
                            + " is never closed; close it, and double each such quote within it",
                    startLine,
                    startColumn);
        }
    }

    private void takeBracketed() throws IOException {
        int startLine = cursor.line();
        int startColumn = cursor.column();
        for (int taken = cursor.take(); taken != ']'; taken = cursor.take()) {
            if (taken == ScriptCursor.END) {
                throw new ScriptException(
                        "the name that begins here with [ is never closed with ]", startLine, startColumn);
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
        int startLine = cursor.line();
        int startColumn = cursor.column();
        if (!cursor.takeBlockComment(false)) {
            throw new ScriptException("the comment that begins here is never closed with */", startLine, startColumn);
        }
        return true;
    }
}
