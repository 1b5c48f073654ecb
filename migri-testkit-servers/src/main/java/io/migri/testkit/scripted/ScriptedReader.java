package io.migri.testkit.scripted;

import io.migri.spi.script.ScriptCursor;
import io.migri.spi.script.ScriptException;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.TransactionEffect;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A semicolon ends a statement. There are texts in single quotes, and comments behind two dashes. */
final class ScriptedReader implements StatementReader {
    private final ScriptCursor cursor;
    private int ordinal;
    private boolean within;

    ScriptedReader(Reader script) {
        this.cursor = new ScriptCursor(script);
    }

    @Override
    public @Nullable SqlStatement next() throws IOException {
        while (cursor.peek() == ';' || Character.isWhitespace(cursor.peek()) || cursor.lookingAt("--")) {
            if (cursor.peek() == '-') {
                cursor.takeLine();
            } else {
                cursor.take();
            }
        }
        return cursor.peek() == ScriptCursor.END ? null : statement();
    }

    private SqlStatement statement() throws IOException {
        int line = cursor.line();
        int column = cursor.column();
        cursor.mark();
        while (cursor.peek() != ';' && cursor.peek() != ScriptCursor.END) {
            int quoteLine = cursor.line();
            int quoteColumn = cursor.column();
            if (cursor.peek() != '\'') {
                cursor.take();
            } else if (!cursor.takeQuoted('\'')) {
                throw new ScriptException("a text is not closed", quoteLine, quoteColumn);
            }
        }
        String text = cursor.text(cursor.length()).strip();
        cursor.unmark();
        Meaning meaning = Meaning.of(text);
        Reader data = meaning.says("data") ? new StringReader(data()) : null;
        SqlStatement statement = new SqlStatement(ordinal++, text, line, column, effect(meaning), data)
                .using(meaning.use())
                .knowing(meaning);
        return meaning.says("outlasts") ? statement.outlastingRollback() : statement;
    }

    /** The lines behind the statement's own, up to one with a backslash and a dot. */
    private String data() throws IOException {
        cursor.takeLine();
        cursor.take();
        cursor.mark();
        int length = 0;
        while (!cursor.lookingAt("\\.") && cursor.peek() != ScriptCursor.END) {
            cursor.takeLine();
            cursor.take();
            length = cursor.length();
        }
        String data = cursor.text(length);
        cursor.unmark();
        cursor.takeLine();
        return data;
    }

    private TransactionEffect effect(Meaning meaning) {
        boolean open = within;
        switch (meaning.text().toLowerCase(Locale.ROOT)) {
            case "begin" -> {
                within = true;
                return TransactionEffect.BEGINS_BLOCK;
            }
            case "begin read only" -> {
                within = true;
                return TransactionEffect.BEGINS_READ_ONLY_BLOCK;
            }
            case "commit" -> {
                within = false;
                return open ? TransactionEffect.COMMITS_BLOCK : TransactionEffect.STRAY;
            }
            case "rollback" -> {
                within = false;
                return open ? TransactionEffect.ROLLS_BACK_BLOCK : TransactionEffect.STRAY;
            }
            case "commit and chain" -> {
                return open ? TransactionEffect.COMMITS_AND_BEGINS_BLOCK : TransactionEffect.STRAY;
            }
            case "rollback and chain" -> {
                return open ? TransactionEffect.ROLLS_BACK_AND_BEGINS_BLOCK : TransactionEffect.STRAY;
            }
            default -> {
                return meaning.effect();
            }
        }
    }

    @Override
    public void close() throws IOException {
        cursor.close();
    }
}
