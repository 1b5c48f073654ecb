package io.migri.testkit.toy;

import io.migri.spi.script.CanonicalText;
import io.migri.spi.script.ScriptCursor;
import io.migri.spi.script.ScriptException;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.TransactionEffect;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Statements end with semicolons that are neither quoted nor commented out. */
final class ToyReader implements StatementReader {
    private final ScriptCursor cursor;
    private int ordinal;

    ToyReader(ScriptCursor cursor) {
        this.cursor = cursor;
    }

    static String canonical(String statement) throws IOException {
        CanonicalText text = new CanonicalText(statement);
        ScriptCursor cursor = ScriptCursor.of(statement);
        ToyReader reader = new ToyReader(cursor);
        cursor.mark();
        while (cursor.peek() != ScriptCursor.END) {
            int start = cursor.length();
            if (reader.takeFiller()) {
                continue;
            }
            boolean word = Character.isLetterOrDigit(cursor.peek());
            do {
                reader.takeToken();
            } while (word && Character.isLetterOrDigit(cursor.peek()));
            text.begin();
            if (word) {
                text.fold(start, cursor.length());
            } else {
                text.keep(start, cursor.length());
            }
        }
        return text.toString();
    }

    @Override
    public @Nullable SqlStatement next() throws IOException {
        while (cursor.peek() == ';' || takeFiller()) {
            if (cursor.peek() == ';') {
                cursor.take();
            }
        }
        return cursor.peek() == ScriptCursor.END ? null : statement();
    }

    private SqlStatement statement() throws IOException {
        int line = cursor.line();
        int column = cursor.column();
        int length = 0;
        cursor.mark();
        while (cursor.peek() != ';' && cursor.peek() != ScriptCursor.END) {
            if (!takeFiller()) {
                takeToken();
                length = cursor.length();
            }
        }
        SqlStatement statement = new SqlStatement(ordinal++, cursor.text(length), line, column, TransactionEffect.NONE);
        cursor.unmark();
        return statement;
    }

    private void takeToken() throws IOException {
        int line = cursor.line();
        int column = cursor.column();
        int first = cursor.peek();
        if (first != '\'' && first != '"') {
            cursor.take();
        } else if (!cursor.takeQuoted((char) first)) {
            throw new ScriptException("a quote is not closed", line, column);
        }
    }

    /** White space or a comment. */
    private boolean takeFiller() throws IOException {
        int line = cursor.line();
        int column = cursor.column();
        if (Character.isWhitespace(cursor.peek())) {
            cursor.take();
        } else if (cursor.lookingAt("--")) {
            cursor.takeLine();
        } else if (!cursor.lookingAt("/*")) {
            return false;
        } else if (!cursor.takeBlockComment(false)) {
            throw new ScriptException("a comment is not closed", line, column);
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        cursor.close();
    }
}
