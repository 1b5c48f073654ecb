package io.migri.dialect.mysql.script;

import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.dialect.mysql.language.MySqlComments;
import io.migri.dialect.mysql.language.MySqlDollarQuote;
import io.migri.dialect.mysql.language.MySqlPlace;
import io.migri.dialect.mysql.language.MySqlSqlMode;
import io.migri.dialect.mysql.language.MySqlText;
import io.migri.dialect.mysql.reading.MySqlNotes;
import io.migri.dialect.mysql.reading.MySqlReading;
import io.migri.spi.script.ScriptCursor;
import io.migri.spi.script.ScriptException;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Splits scripts as the {@code mysql} client does, {@code DELIMITER} included; see <a
 * href="https://dev.mysql.com/doc/refman/9.7/en/mysql-commands.html">its commands</a>. Unlike it, bodies of routines need no
 * {@code DELIMITER}, and under one a semicolon still ends a statement that has no body.
 */
public final class MySqlSplitter implements Closeable {
    private static final int WORDS_KEPT = 12;
    private static final String SANDBOX_COMMENT = "/*M!999999\\-";

    private final ScriptCursor cursor;
    private final MySqlServer server;
    private final MySqlSqlMode mode;
    private final MySqlPieces pieces;
    private final Predicate<CharSequence> remarkableFunction;

    private final MySqlClientCommands commands;
    // Of the statement that is being read.
    private final List<String> words = new ArrayList<>();
    private final MySqlNotes notes = new MySqlNotes();
    private final StringBuilder word = new StringBuilder();
    private MySqlBody body = new MySqlBody();
    private @Nullable MySqlPlace bodyBegun;
    private @Nullable MySqlPlace executedComment;
    private int end;
    private boolean effective;
    private boolean remarkable;
    private boolean ended;

    /**
     * A splitter of a script.
     *
     * @param mode as it is when the script begins, and as whoever takes the statements changes it
     * @param remarkableFunction whether a function of that name, in upper case, may do something to the session
     */
    public MySqlSplitter(
            ScriptCursor cursor, MySqlServer server, MySqlSqlMode mode, Predicate<CharSequence> remarkableFunction) {
        this.cursor = cursor;
        this.commands = new MySqlClientCommands(cursor);
        this.server = server;
        this.mode = mode;
        this.pieces = new MySqlPieces(cursor, mode);
        this.remarkableFunction = remarkableFunction;
    }

    /** The next statement; null behind the last one. */
    @Nullable
    public MySqlStatementText next() throws IOException {
        if (!skipToStatement()) {
            return null;
        }
        MySqlPlace place = here();
        begin();
        while (!ended && cursor.peek() != ScriptCursor.END) {
            takeToken();
        }
        requireClosed(place);
        String text = text();
        cursor.unmark();
        takeTerminator();
        return new MySqlStatementText(
                MySqlReading.of(text, notes, mode.quoting()), place, words, remarkable, effective);
    }

    @Override
    public void close() throws IOException {
        cursor.close();
    }

    /** Takes what stands between statements; whether one follows. */
    private boolean skipToStatement() throws IOException {
        for (int next = cursor.peek(); next != ScriptCursor.END; next = cursor.peek()) {
            if (MySqlText.isSpace(next) || next == ';' || next == '\0') {
                cursor.take();
            } else if (commands.atDelimiter()) {
                cursor.take(commands.delimiter().length());
            } else if (MySqlComments.atPlain(cursor)) {
                pieces.plainComment();
            } else if (!commands.take()) {
                return true;
            }
        }
        return false;
    }

    private void begin() {
        cursor.mark();
        words.clear();
        notes.restart();
        body = new MySqlBody();
        bodyBegun = null;
        executedComment = null;
        end = 0;
        effective = false;
        remarkable = false;
        ended = false;
    }

    private void takeToken() throws IOException {
        int next = cursor.peek();
        if (executedComment == null && commands.atDelimiter() && !(commands.delimiterIsSemicolon() && body.open())) {
            ended = true;
        } else if (next == ';') {
            semicolon();
        } else if (next == '\n' && isUse()) {
            ended = true;
        } else if (MySqlText.isSpace(next)) {
            cursor.take();
        } else if (MySqlComments.atPlain(cursor)) {
            comment();
        } else if (next == '/' && cursor.peek(1) == '*') {
            takeExecutedCommentMark();
        } else if (executedComment != null && next == '*' && cursor.peek(1) == '/') {
            cursor.take(2);
            executedComment = null;
            end = cursor.length();
        } else if (next == '\\' && (cursor.peek(1) == 'g' || cursor.peek(1) == 'G')) {
            ended = true;
        } else {
            int start = cursor.length();
            takeSubstance(next);
            effective = true;
            end = cursor.length();
            notes.add(start, end);
        }
    }

    private void comment() throws IOException {
        if (MySqlComments.atHints(cursor)) {
            notes.uncertain();
        }
        pieces.plainComment();
    }

    private void takeSubstance(int next) throws IOException {
        if (next == '\'' || next == '"' || next == '`') {
            takeQuoted((char) next);
        } else if (next == '$' && atDollarQuote()) {
            takeDollarQuoted();
        } else if (MySqlText.isWordCharacter(next)) {
            takeWord();
        } else if (next == '\\' && cursor.peek(1) != 'N') {
            throw commands.refusal("\\" + (char) cursor.peek(1));
        } else {
            cursor.take();
            body.punctuation(next);
            remarkable |= next == '@';
        }
    }

    /** A semicolon that is not the delimiter in force, or stands in a body or an executed comment. */
    private void semicolon() throws IOException {
        if (executedComment == null && !body.compound() && !commands.delimiterIsSemicolon()) {
            ended = true;
            return;
        }
        notes.add(cursor.length(), cursor.length() + 1);
        cursor.take();
        body.semicolon();
        if (body.open()) {
            end = cursor.length();
        }
    }

    private void takeWord() throws IOException {
        boolean wanted = words.size() < WORDS_KEPT || body.listening();
        int line = cursor.line();
        int column = cursor.column();
        word.setLength(0);
        boolean delimiterInWords = commands.delimiter().charAt(0) == '$';
        for (int next = cursor.peek(); MySqlText.isWordCharacter(next); next = cursor.peek()) {
            if (delimiterInWords && !word.isEmpty() && commands.atDelimiter()) {
                break;
            }
            cursor.take();
            word.append(next >= 'a' && next <= 'z' ? (char) (next - 32) : (char) next);
        }
        if (wanted) {
            heard(word.toString(), line, column);
        }
        remarkable = remarkable || isRemarkable();
    }

    /** Whether the word is one of those by which a session remembers something. */
    private boolean isRemarkable() throws IOException {
        return MySqlRemarkableWords.contain(word) || (cursor.peek() == '(' && remarkableFunction.test(word));
    }

    private void heard(String upperCase, int line, int column) {
        boolean open = body.open();
        if (words.size() < WORDS_KEPT) {
            words.add(upperCase);
        }
        body.word(upperCase);
        if (!open && body.open()) {
            bodyBegun = new MySqlPlace(line, column);
        }
    }

    private void takeQuoted(char quote) throws IOException {
        pieces.quoted(quote);
        body.quoted();
    }

    /** Whether the body of a program in another language begins: {@code AS $$…$$}. */
    private boolean atDollarQuote() throws IOException {
        return words.size() > 1
                && words.get(0).equals("CREATE")
                && "AS".contentEquals(word)
                && !server.mariaDb()
                && MySqlDollarQuote.tag(cursor) != null;
    }

    private void takeDollarQuoted() throws IOException {
        pieces.dollarQuoted();
        word.setLength(0);
        body.quoted();
    }

    /** Takes the mark that begins an executed comment, or all of a comment that this server does not execute. */
    private void takeExecutedCommentMark() throws IOException {
        notes.uncertain();
        boolean forMariaDb = cursor.peek(2) == 'M';
        int length = forMariaDb ? 4 : 3;
        int version = 0;
        int digits = 0;
        for (int next = cursor.peek(length); digits < 6 && next >= '0' && next <= '9'; next = cursor.peek(length)) {
            version = version * 10 + (next - '0');
            digits++;
            length++;
        }
        if (executedComment == null && server.executes(version, forMariaDb)) {
            executedComment = here();
            cursor.take(length);
        } else {
            pieces.blockComment(true);
            end = cursor.length();
        }
    }

    /** The client takes USE without a delimiter, up to the end of the line. */
    private boolean isUse() {
        return end > 3 && words.size() > 0 && words.get(0).equals("USE");
    }

    private String text() {
        String text = cursor.text(end);
        // The backslash is for the client, which leaves it out.
        return text.startsWith(SANDBOX_COMMENT)
                ? SANDBOX_COMMENT.substring(0, SANDBOX_COMMENT.length() - 2) + text.substring(SANDBOX_COMMENT.length())
                : text;
    }

    private void takeTerminator() throws IOException {
        if (cursor.peek() == '\\') {
            cursor.take(2);
        } else if (cursor.peek() != ScriptCursor.END && commands.atDelimiter()) {
            cursor.take(commands.delimiter().length());
        }
    }

    private void requireClosed(MySqlPlace place) throws ScriptException {
        if (executedComment != null) {
            throw executedComment.exception("the comment that begins here is not closed before the script ends");
        }
        if (ended) {
            return;
        }
        Optional<MySqlPlace> chosen = commands.delimiterSet();
        if (chosen.isPresent()) {
            String delimiter = commands.delimiter();
            throw chosen.get()
                    .exception("the statement on line " + place.line() + " is not ended by the delimiter " + delimiter
                            + " set here; end it with " + delimiter + " and put DELIMITER ; after it");
        }
        if (bodyBegun != null && body.open()) {
            throw bodyBegun.exception("the block that begins here has no END before the script ends");
        }
    }

    private MySqlPlace here() {
        return MySqlPlace.of(cursor);
    }
}
