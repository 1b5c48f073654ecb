package io.migri.spi.support.language;

import io.migri.spi.script.ScriptCursor;
import io.migri.spi.script.ScriptException;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.TransactionEffect;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends statements at semicolons that are neither quoted, nor in a comment, nor in a body. */
final class LexiconReader implements StatementReader {
    private final ScriptCursor cursor;
    private final Lexer lexer;
    private final Vocabulary vocabulary;
    private final StatementSense sense;
    private int ordinal;

    LexiconReader(Vocabulary vocabulary, Reader script, StatementSense sense) {
        this.cursor = new ScriptCursor(script);
        this.lexer = new Lexer(vocabulary, cursor);
        this.vocabulary = vocabulary;
        this.sense = sense;
    }

    @Override
    public @Nullable SqlStatement next() throws IOException {
        do {
            while (Character.isWhitespace(cursor.peek())) {
                cursor.take();
            }
            cursor.mark();
            if (!take()) {
                cursor.unmark();
                return null;
            }
        } while (lexer.isComment() || lexer.isSign(';'));
        return statement();
    }

    private boolean take() throws IOException {
        boolean taken = lexer.take();
        if (!lexer.isClosed()) {
            throw new ScriptException(
                    lexer.isComment() ? "a comment is not closed" : "a quote is not closed",
                    lexer.line(),
                    lexer.column());
        }
        return taken;
    }

    /** The first token was taken already. */
    private SqlStatement statement() throws IOException {
        int line = lexer.line();
        int column = lexer.column();
        int length = 0;
        List<Place> beginning = new ArrayList<>();
        Bodies bodies = new Bodies(vocabulary.bodies());
        do {
            if (lexer.isComment()) {
                continue;
            }
            if (lexer.isSign(';') && !bodies.open()) {
                break;
            }
            bodies.token(lexer);
            length = lexer.end();
            if (beginning.size() < StatementSense.SHOWN) {
                beginning.add(new Place(lexer.kind(), lexer.start(), lexer.end()));
            }
        } while (take());
        String text = cursor.text(length);
        cursor.unmark();
        return sense.of(
                new SqlStatement(ordinal++, text, line, column, TransactionEffect.NONE),
                beginning.stream()
                        .map(place -> vocabulary.token(text, place.kind, place.start, place.end))
                        .toList());
    }

    @Override
    public void close() throws IOException {
        cursor.close();
    }

    /** Where a token stands in its statement. */
    private record Place(Token.Kind kind, int start, int end) {}
}
