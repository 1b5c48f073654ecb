package io.migri.dialect.sqlite.effect;

import io.migri.dialect.sqlite.connection.SqliteFile;
import io.migri.dialect.sqlite.language.SqliteCreation;
import io.migri.dialect.sqlite.language.SqliteName;
import io.migri.dialect.sqlite.language.SqliteNames;
import io.migri.dialect.sqlite.language.SqliteStatement;
import io.migri.dialect.sqlite.language.SqliteTokens;
import io.migri.spi.script.SessionUse;
import io.migri.spi.script.SessionValue;
import io.migri.spi.script.SessionValue.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a script has made that ends with its connection: temporary tables, views and triggers, databases that it has attached, and what
 * lies in those that are in memory only.
 */
final class SqliteTemporaries {
    private static final String ATTACHED = "attached ";

    /** Tables and views, and tables that have a temporary trigger. */
    private final Set<String> names = new HashSet<>();

    /** The table of each trigger. */
    private final Map<String, String> triggers = new HashMap<>();

    private final Set<String> attached = new HashSet<>();
    private final Set<String> inMemory = new HashSet<>(Set.of(SqliteCreation.TEMPORARY));

    boolean areNone() {
        return names.isEmpty() && attached.isEmpty();
    }

    boolean knows(String key) {
        return names.contains(key);
    }

    /** {@code CREATE}. */
    SessionUse creation(SqliteCreation made) {
        if (!inMemory.contains(made.schema()) || made.key().isEmpty()) {
            return SessionUse.NONE;
        }
        if (made.isTrigger()) {
            triggers.put(made.key(), made.on());
        }
        String key = made.on().isEmpty() ? made.key() : made.on();
        names.add(key);
        return gives(SessionUse.NONE, table(key));
    }

    /** {@code ALTER TABLE}, or {@code ATTACH}. */
    SessionUse alteration(SqliteStatement statement) {
        SqliteTokens tokens = statement.tokens();
        tokens.next();
        if (tokens.is("ATTACH")) {
            return attachment(tokens);
        }
        if (names.isEmpty() || !tokens.is("ALTER") || !tokens.next() || !tokens.next()) {
            return SessionUse.NONE;
        }
        String key = SqliteName.read(tokens).key();
        if (!names.contains(key)) {
            return SessionUse.NONE;
        }
        if (tokens.is("RENAME") && tokens.next() && tokens.is("TO") && tokens.next()) {
            String renamed = SqliteName.read(tokens).key();
            names.add(renamed);
            return new SessionUse(false, Set.of(table(renamed)), Set.of(), Set.of(table(key)));
        }
        return SessionUse.NONE;
    }

    /** A file that a text names is the same next time; what lies in memory is not. */
    private SessionUse attachment(SqliteTokens tokens) {
        tokens.next();
        if (tokens.is("DATABASE")) {
            tokens.next();
        }
        boolean literal = tokens.isQuoted();
        String file = tokens.atEnd() ? "" : tokens.name();
        literal &= tokens.next() && tokens.is("AS");
        while (!tokens.atEnd() && !tokens.is("AS")) {
            tokens.next();
        }
        String schema = tokens.next() ? SqliteName.key(tokens.name()) : "";
        attached.add(schema);
        if (literal && SqliteFile.isInMemory(file)) {
            inMemory.add(schema);
        }
        return new SessionUse(literal, Set.of(database(schema)), Set.of(), Set.of());
    }

    /** {@code DROP} or {@code DETACH}, which is the current token. */
    SessionUse removal(SqliteTokens tokens) {
        if (tokens.is("DETACH")) {
            return detachment(tokens);
        }
        boolean trigger = tokens.next() && tokens.is("TRIGGER");
        tokens.next();
        if (tokens.is("IF")) {
            tokens.next();
            tokens.next();
        }
        String key = SqliteName.read(tokens).key();
        String ended = trigger ? triggers.getOrDefault(key, "") : key;
        return names.contains(ended) ? ends(table(ended)) : SessionUse.NONE;
    }

    /** Of one that the script has not attached there is none in a new session either, or there is again. */
    private SessionUse detachment(SqliteTokens tokens) {
        tokens.next();
        if (tokens.is("DATABASE")) {
            tokens.next();
        }
        String schema = tokens.atEnd() ? "" : SqliteName.key(tokens.name());
        inMemory.remove(schema);
        return new SessionUse(!attached.contains(schema), Set.of(), Set.of(), Set.of(database(schema)));
    }

    /** What of it {@code statement} depends on. Making or dropping a table does not depend on there being one. */
    Set<SessionValue> mentioned(SqliteStatement statement, SqliteNames mentions, SessionUse own) {
        Set<SessionValue> found = new HashSet<>();
        for (String key : names) {
            if (mentions.mention(statement.text(), name -> SqliteName.key(name).equals(key))
                    && !isIndifferent(statement, table(key), own)) {
                found.add(table(key));
            }
        }
        return found;
    }

    private static boolean isIndifferent(SqliteStatement statement, SessionValue table, SessionUse own) {
        SqliteCreation made = SqliteCreation.read(statement.tokens());
        boolean makes = own.gives().contains(table) && made.key().equals(table.name()) && !made.unlessThere();
        boolean renamesTo = own.gives().contains(table)
                && !own.ends().isEmpty()
                && !own.ends().contains(table);
        return makes || renamesTo || (own.ends().contains(table) && dropsThatOneAlone(statement));
    }

    /** Without its schema it could be another of that name. */
    private static boolean dropsThatOneAlone(SqliteStatement statement) {
        SqliteTokens tokens = statement.tokens();
        boolean ifExists = tokens.next() && tokens.is("DROP") && tokens.next() && tokens.next() && tokens.is("IF");
        if (!ifExists || !tokens.next() || !tokens.next()) {
            return false;
        }
        return !SqliteName.read(tokens).schema().isEmpty();
    }

    private static SessionValue table(String key) {
        return new SessionValue(Kind.TEMPORARY_TABLE, key, true);
    }

    private static SessionValue database(String schema) {
        return new SessionValue(Kind.SETTING, ATTACHED + schema, false);
    }

    private static SessionUse gives(SessionUse plain, SessionValue more) {
        Set<SessionValue> all = new HashSet<>(plain.gives());
        all.add(more);
        return new SessionUse(false, all, Set.of(), Set.of());
    }

    private static SessionUse ends(SessionValue value) {
        return new SessionUse(false, Set.of(), Set.of(), Set.of(value));
    }
}
