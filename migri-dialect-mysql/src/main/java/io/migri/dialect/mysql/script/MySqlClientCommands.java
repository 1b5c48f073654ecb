package io.migri.dialect.mysql.script;

import io.migri.dialect.mysql.language.MySqlPlace;
import io.migri.dialect.mysql.language.MySqlText;
import io.migri.spi.script.ScriptCursor;
import io.migri.spi.script.ScriptException;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What in a script is for the {@code mysql} client: {@code DELIMITER}, {@code \\g} and {@code \\G} are followed, the rest is
 * refused; see <a href="https://dev.mysql.com/doc/refman/9.7/en/mysql-commands.html">its commands</a>.
 */
final class MySqlClientCommands {
    private static final Set<String> REFUSED = Set.of(
            "CHARSET",
            "CLEAR",
            "CONNECT",
            "EDIT",
            "EGO",
            "EXIT",
            "GO",
            "NOPAGER",
            "NOTEE",
            "NOWARNING",
            "PAGER",
            "PRINT",
            "PROMPT",
            "QUERY_ATTRIBUTES",
            "QUIT",
            "REHASH",
            "RESETCONNECTION",
            "SOURCE",
            "SSL_SESSION_DATA_PRINT",
            "STATUS",
            "SYSTEM",
            "TEE",
            "WARNINGS");

    private final ScriptCursor cursor;
    private String delimiter = ";";
    private @Nullable MySqlPlace delimiterSet;

    MySqlClientCommands(ScriptCursor cursor) {
        this.cursor = cursor;
    }

    String delimiter() {
        return delimiter;
    }

    boolean delimiterIsSemicolon() {
        return delimiterSet == null;
    }

    /** Where the script chose a delimiter of its own; empty while the semicolon is in force. */
    Optional<MySqlPlace> delimiterSet() {
        return Optional.ofNullable(delimiterSet);
    }

    /** Whether the delimiter in force stands here. */
    boolean atDelimiter() throws IOException {
        int first = delimiter.charAt(0);
        if ((cursor.peek() != first && !MySqlText.isWordCharacter(first)) || !cursor.lookingAt(delimiter)) {
            return false;
        }
        // GO is one in "GO", not in "GOAL".
        return !Character.isLetter(first) || !MySqlText.isWordCharacter(cursor.peek(delimiter.length()));
    }

    /** Takes a command of the client program, if one stands here, where a statement could begin. */
    boolean take() throws IOException {
        int next = cursor.peek();
        if (next == '\\') {
            int command = cursor.peek(1);
            if (command != 'g' && command != 'G') {
                throw refusal("\\" + (char) command);
            }
            cursor.take(2);
            return true;
        }
        if (!MySqlText.isWordCharacter(next)) {
            return false;
        }
        String command = wordAhead();
        if (command.equals("DELIMITER")) {
            takeDelimiterCommand();
            return true;
        }
        if (REFUSED.contains(command)) {
            throw refusal(command.toLowerCase(Locale.ROOT));
        }
        return false;
    }

    private String wordAhead() throws IOException {
        StringBuilder ahead = new StringBuilder();
        for (int i = 0; i < 24 && MySqlText.isWordCharacter(cursor.peek(i)); i++) {
            ahead.append((char) cursor.peek(i));
        }
        return ahead.toString().toUpperCase(Locale.ROOT);
    }

    ScriptException refusal(String command) {
        return MySqlPlace.of(cursor)
                .exception(
                        command + " is a command of the mysql client program, not SQL, and Migri is not that program;"
                                + " leave it out or write it in SQL");
    }

    private void takeDelimiterCommand() throws IOException {
        MySqlPlace place = MySqlPlace.of(cursor);
        cursor.mark();
        cursor.takeLine();
        String argument =
                cursor.text(cursor.length()).substring("DELIMITER".length()).strip();
        cursor.unmark();
        int space = 0;
        while (space < argument.length() && !MySqlText.isSpace(argument.charAt(space))) {
            space++;
        }
        String chosen = unquoted(argument.substring(0, space));
        if (chosen.isEmpty() || chosen.indexOf('\\') >= 0) {
            throw place.exception(
                    "DELIMITER expects the characters that are to end statements, without a backslash, such as DELIMITER $$");
        }
        delimiter = chosen;
        delimiterSet = chosen.equals(";") ? null : place;
    }

    private static String unquoted(String argument) {
        int last = argument.length() - 1;
        boolean quoted =
                last > 1 && "'\"`".indexOf(argument.charAt(0)) >= 0 && argument.charAt(0) == argument.charAt(last);
        return quoted ? argument.substring(1, last) : argument;
    }
}
