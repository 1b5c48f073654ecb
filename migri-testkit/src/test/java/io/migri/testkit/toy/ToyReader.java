package io.migri.testkit.toy;

import io.migri.spi.script.CanonicalText;
import io.migri.spi.script.ScriptCursor;
import io.migri.spi.script.ScriptException;
import io.migri.spi.script.SessionUse;
import io.migri.spi.script.SessionValue;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.TransactionEffect;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Statements end with semicolons that are neither quoted nor commented out. */
final class ToyReader implements StatementReader {
    private final ScriptCursor cursor;
    private int ordinal;
    private boolean within;

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
        String text = cursor.text(length);
        SqlStatement statement = new SqlStatement(ordinal++, text, line, column, effect(text)).using(use(text));
        cursor.unmark();
        return statement;
    }

    private TransactionEffect effect(String text) {
        boolean open = within;
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "BEGIN" -> {
                within = true;
                yield TransactionEffect.BEGINS_BLOCK;
            }
            case "COMMIT" -> {
                within = false;
                yield open ? TransactionEffect.COMMITS_BLOCK : TransactionEffect.STRAY;
            }
            case "ROLLBACK" -> {
                within = false;
                yield open ? TransactionEffect.ROLLS_BACK_BLOCK : TransactionEffect.STRAY;
            }
            case "VACUUM" -> TransactionEffect.REFUSES_IT;
            default -> TransactionEffect.NONE;
        };
    }

    /** There is one temporary table, whose name is toy. */
    private static SessionUse use(String text) {
        Set<SessionValue> table = Set.of(new SessionValue(SessionValue.Kind.TEMPORARY_TABLE, "toy", true));
        if (text.startsWith("CREATE TEMP TABLE toy")) {
            return new SessionUse(false, table, Set.of(), Set.of());
        }
        return text.endsWith(" FROM toy") ? new SessionUse(false, Set.of(), table, Set.of()) : SessionUse.NONE;
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
