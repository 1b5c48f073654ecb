package io.migri.dialect.sqlite.wire;

import io.migri.dialect.sqlite.language.SqliteTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Where in a statement SQLite saw an error. It names the token and not the place, as far as the driver shows, so the token is
 * looked for; where it stands more than once and nothing tells which is meant, there is no answer.
 */
final class SqliteErrorOffset {
    private static final List<String> BEFORE_NAME = List.of(
            "no such column: ",
            "no such table: ",
            "no such function: ",
            "no such index: ",
            "no such view: ",
            "no such trigger: ",
            "no such module: ",
            "no such savepoint: ",
            "no such database: ",
            "no such collation sequence: ",
            "ambiguous column name: ",
            "wrong number of arguments to function ",
            "misuse of aggregate function ",
            "there is already an index named ",
            "there is already a table named ",
            "there is already another table or index with this name: ");
    private static final List<String> BEHIND_NAME =
            List.of(" already exists", " may not be modified", " may not be dropped", " may not be altered");
    private static final String TABLE_WORDS = " table view index trigger exists from into join update on references , ";

    private final String message;
    private final String statement;

    private SqliteErrorOffset(String message, String statement) {
        this.message = message;
        this.statement = statement;
    }

    /** The index in {@code statement} of what {@code message} is about. */
    static OptionalInt find(String message, String statement) {
        return new SqliteErrorOffset(message, statement).find();
    }

    private OptionalInt find() {
        if (message.equals("incomplete input")) {
            return OptionalInt.of(statement.length());
        }
        String token = between("near \"", "\": syntax error");
        token = token == null ? between("unrecognized token: \"", "\"") : token;
        if (token != null) {
            return ofToken(token);
        }
        String duplicate = between("duplicate column name: ", "");
        return duplicate == null ? ofNamed() : last(occurrences(duplicate));
    }

    private OptionalInt ofToken(String token) {
        List<Integer> starts = exactly(token);
        return starts.size() == 1
                ? OptionalInt.of(starts.get(0))
                : SqliteSyntaxProbe.firstThatFails(message, statement, starts, token.length());
    }

    /** SQLite's own idea of a token may be longer: {@code 1.5e} is one. */
    private List<Integer> exactly(String token) {
        List<Integer> starts = new ArrayList<>();
        SqliteTokens tokens = new SqliteTokens(statement);
        while (tokens.next()) {
            boolean longer = token.length() > tokens.end() - tokens.start();
            if (tokens.isExactly(token) || (longer && statement.startsWith(token, tokens.start()))) {
                starts.add(tokens.start());
            }
        }
        return starts;
    }

    private OptionalInt ofNamed() {
        String name = named();
        if (name == null) {
            return OptionalInt.empty();
        }
        List<Integer> starts = occurrences(name);
        if (starts.isEmpty() && name.indexOf('.') >= 0) {
            starts = occurrences(name.substring(name.lastIndexOf('.') + 1));
        }
        return starts.size() == 1 ? OptionalInt.of(starts.get(0)) : OptionalInt.empty();
    }

    private @Nullable String named() {
        for (String before : BEFORE_NAME) {
            String name = between(before, "");
            if (name != null) {
                return unquoted(name.replace("()", ""));
            }
        }
        String unknown = between(" has no column named ", "");
        return unknown == null ? behindKind() : unknown;
    }

    /** {@code table x already exists}. */
    private @Nullable String behindKind() {
        for (String behind : BEHIND_NAME) {
            if (message.endsWith(behind) && message.indexOf(' ') < message.length() - behind.length()) {
                return unquoted(message.substring(message.indexOf(' ') + 1, message.length() - behind.length()));
            }
        }
        return null;
    }

    private @Nullable String between(String before, String behind) {
        int start = message.indexOf(before);
        boolean fits =
                start >= 0 && message.endsWith(behind) && start + before.length() <= message.length() - behind.length();
        return fits ? message.substring(start + before.length(), message.length() - behind.length()) : null;
    }

    /** Where {@code name} stands, which may be {@code a.b}; if any of these places follows a word that a table follows, only those. */
    private List<Integer> occurrences(String name) {
        List<String> parts = parts(name);
        List<Integer> all = new ArrayList<>();
        List<Integer> asTable = new ArrayList<>();
        SqliteTokens tokens = new SqliteTokens(statement);
        String previous = "";
        while (tokens.next()) {
            int start = tokens.start();
            if (statement.charAt(start) != '\'' && isNamedBy(start, parts)) {
                all.add(start);
                if (TABLE_WORDS.contains(' ' + previous.toLowerCase(Locale.ROOT) + ' ')) {
                    asTable.add(start);
                }
            }
            previous = statement.substring(start, tokens.end());
        }
        return isAboutTable() && !asTable.isEmpty() ? asTable.subList(0, 1) : all;
    }

    private static List<String> parts(String name) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', from)) {
            parts.add(name.substring(from, dot));
            from = dot + 1;
        }
        parts.add(name.substring(from));
        return parts;
    }

    private boolean isAboutTable() {
        return message.startsWith("no such table") || message.endsWith(" already exists");
    }

    private boolean isNamedBy(int start, List<String> parts) {
        SqliteTokens tokens = new SqliteTokens(statement, start);
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0 && !(tokens.next() && tokens.is("."))) {
                return false;
            }
            if (!tokens.next() || !tokens.name().equalsIgnoreCase(parts.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static String unquoted(String name) {
        SqliteTokens tokens = new SqliteTokens(name);
        return tokens.next() && tokens.end() == name.length() ? tokens.name() : name;
    }

    private static OptionalInt last(List<Integer> starts) {
        return starts.isEmpty() ? OptionalInt.empty() : OptionalInt.of(starts.get(starts.size() - 1));
    }
}
