package io.migri.dialect.sqlite.report;

import io.migri.dialect.sqlite.language.SqliteTokens;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a statement does, and to what: as far as its words tell.
 *
 * @see <a href="https://www.sqlite.org/lang.html">SQL As Understood By SQLite</a>
 */
final class SqliteAction {
    private static final Set<String> MAIN_VERBS = Set.of("INSERT", "REPLACE", "UPDATE", "DELETE", "SELECT", "VALUES");

    private final String statement;
    private final SqliteTokens tokens;
    private final String verb;
    private String object = "";
    private String schema = "";
    private String name = "";

    private SqliteAction(String statement) {
        this.statement = statement;
        this.tokens = new SqliteTokens(statement);
        this.verb = firstVerb();
        readName();
    }

    static SqliteAction of(String statement) {
        return new SqliteAction(statement);
    }

    /** Whether this is the word that says what it does, in capitals: behind {@code WITH}, the first of the statement itself. */
    boolean is(String word) {
        return verb.equals(word);
    }

    /** The word itself; empty where there is none. */
    String verb() {
        return verb;
    }

    /** Whether it makes, changes or removes a thing of this kind, such as {@code TABLE}. */
    boolean isAbout(String kind) {
        return object.equals(kind);
    }

    /** Whether it only changes or deletes rows that are there. */
    boolean changesRows() {
        return is("UPDATE") || is("DELETE");
    }

    boolean addsRows() {
        return is("INSERT") || is("REPLACE");
    }

    boolean writesRows() {
        return changesRows() || addsRows();
    }

    /** The schema that it names; empty where it names none. */
    String schema() {
        return schema;
    }

    /** The table that it deals with, or what else may stand there; empty where it names none. */
    String name() {
        return name;
    }

    String statement() {
        return statement;
    }

    /** Whether {@code words} stand in it one behind the other, outside of parentheses and quotes. */
    boolean has(String... words) {
        SqliteTokens all = new SqliteTokens(statement);
        int depth = 0;
        int found = 0;
        while (found < words.length && all.next()) {
            depth += all.isExactly("(") ? 1 : all.isExactly(")") ? -1 : 0;
            boolean next = depth == 0 && all.is(words[found]);
            found = next ? found + 1 : depth == 0 && all.is(words[0]) ? 1 : 0;
        }
        return found == words.length;
    }

    /** The column that it drops; empty where it drops none. */
    Optional<String> droppedColumn() {
        SqliteTokens all = new SqliteTokens(statement);
        boolean dropped = false;
        while (is("ALTER") && !dropped && all.next()) {
            dropped = all.is("DROP");
        }
        if (!dropped || !all.next() || (all.is("COLUMN") && !all.next())) {
            return Optional.empty();
        }
        return all.is("CONSTRAINT") || all.is("NOT") || all.is("DEFAULT") ? Optional.empty() : Optional.of(all.name());
    }

    private String firstVerb() {
        if (!tokens.next()) {
            return "";
        }
        return tokens.is("WITH") ? mainVerb() : word();
    }

    private String mainVerb() {
        int depth = 0;
        while (tokens.next()) {
            depth += tokens.isExactly("(") ? 1 : tokens.isExactly(")") ? -1 : 0;
            if (depth == 0 && MAIN_VERBS.contains(word())) {
                return word();
            }
        }
        return "";
    }

    private void readName() {
        switch (verb) {
            case "INSERT", "REPLACE" -> nameBehind("INTO");
            case "DELETE" -> nameBehind("FROM");
            case "UPDATE" -> nameOfUpdate();
            case "ALTER", "DROP" -> nameOfObject();
            case "CREATE" -> nameOfCreation();
            case "REINDEX", "ANALYZE" -> name(tokens.next());
            default -> {}
        }
    }

    private void nameOfUpdate() {
        boolean more = tokens.next();
        if (more && tokens.is("OR")) {
            tokens.next();
            more = tokens.next();
        }
        name(more);
    }

    private void nameOfObject() {
        object = tokens.next() ? word() : "";
        boolean more = tokens.next();
        if (more && tokens.is("IF")) {
            tokens.next();
            more = tokens.next();
        }
        name(more);
    }

    /** Of an index it is the table that counts. */
    private void nameOfCreation() {
        object = tokens.next() ? word() : "";
        if (object.equals("UNIQUE")) {
            object = tokens.next() ? word() : "";
        }
        if (object.equals("INDEX")) {
            nameBehind("ON");
        }
    }

    private void nameBehind(String word) {
        boolean more = tokens.next();
        while (more && !tokens.is(word)) {
            more = tokens.next();
        }
        name(more && tokens.next());
    }

    private void name(boolean present) {
        if (!present) {
            return;
        }
        name = tokens.name();
        SqliteTokens rest = new SqliteTokens(statement, tokens.end());
        if (rest.next() && rest.isExactly(".") && rest.next()) {
            schema = name;
            name = rest.name();
        }
    }

    private String word() {
        return statement.substring(tokens.start(), tokens.end()).toUpperCase(Locale.ROOT);
    }
}
