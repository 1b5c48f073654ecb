package io.migri.testkit.toy;

import io.migri.spi.script.CanonicalText;
import io.migri.spi.script.ScriptCursor;
import io.migri.spi.script.ScriptException;
import io.migri.spi.script.SessionUse;
import io.migri.spi.script.SessionValue;
import io.migri.spi.script.SessionValue.Kind;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.TransactionEffect;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
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

    private TransactionEffect effect(String text) throws IOException {
        boolean open = within;
        List<String> words = words(text);
        if (words.contains("TO")) {
            return TransactionEffect.NONE;
        }
        return switch (words.get(0)) {
            case "BEGIN" -> {
                within = true;
                yield TransactionEffect.BEGINS_BLOCK;
            }
            case "COMMIT", "END" -> {
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

    private static List<String> words(String text) throws IOException {
        return List.of(canonical(text).toUpperCase(Locale.ROOT).split("\\s+", -1));
    }

    /** A temporary table is made and dropped by name. Whoever reads a table may read a temporary one. */
    private static SessionUse use(String text) throws IOException {
        List<String> words = words(text);
        String start = String.join(" ", words.subList(0, Math.min(2, words.size())));
        if (start.startsWith("CREATE TEMP")) {
            return new SessionUse(false, tables(words.subList(3, 4)), Set.of(), Set.of());
        }
        if (start.equals("DROP TABLE")) {
            return new SessionUse(false, Set.of(), Set.of(), tables(words.subList(2, words.size())));
        }
        return start.startsWith("PRAGMA")
                ? new SessionUse(false, Set.of(new SessionValue(Kind.SETTING, words.get(1), false)), Set.of(), Set.of())
                : new SessionUse(false, Set.of(), tables(words), Set.of());
    }

    private static Set<SessionValue> tables(List<String> names) {
        return names.stream()
                .map(name -> new SessionValue(Kind.TEMPORARY_TABLE, name, true))
                .collect(Collectors.toUnmodifiableSet());
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
