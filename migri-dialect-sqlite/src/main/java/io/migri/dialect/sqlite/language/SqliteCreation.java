package io.migri.dialect.sqlite.language;

import java.util.Locale;

/**
 * What a {@code CREATE} makes.
 *
 * @param what the kind of object in upper case; empty where the statement makes nothing
 * @param schema the schema that it names, in lower case, {@code temp} for a temporary one; empty where it names none
 * @param key the name in lower case
 * @param on the key of the table that a trigger or index is on; empty for others
 * @param unlessThere whether nothing happens if there is one
 */
public record SqliteCreation(String what, String schema, String key, String on, boolean unlessThere) {
    public static final String TEMPORARY = "temp";

    private static final SqliteCreation NOTHING = new SqliteCreation("", "", "", "", false);

    public static SqliteCreation read(String statement) {
        return read(new SqliteTokens(statement));
    }

    /**
     * What it creates.
     *
     * @param tokens of a statement, before its first one
     */
    public static SqliteCreation read(SqliteTokens tokens) {
        if (!tokens.next() || !tokens.is("CREATE") || !tokens.next()) {
            return NOTHING;
        }
        boolean temporary = tokens.is("TEMP") || tokens.is("TEMPORARY");
        if (temporary || tokens.is("UNIQUE") || tokens.is("VIRTUAL")) {
            tokens.next();
        }
        String what = tokens.name().toUpperCase(Locale.ROOT);
        boolean unlessThere = tokens.next() && tokens.is("IF");
        if (unlessThere) {
            tokens.next();
            tokens.next();
            tokens.next();
        }
        SqliteName name = SqliteName.read(tokens);
        String on = what.equals("TRIGGER") || what.equals("INDEX") ? on(tokens) : "";
        return new SqliteCreation(what, temporary ? TEMPORARY : name.schema(), name.key(), on, unlessThere);
    }

    private static String on(SqliteTokens tokens) {
        do {
            if (tokens.is("ON") && tokens.next()) {
                return SqliteName.read(tokens).key();
            }
        } while (tokens.next());
        return "";
    }

    public boolean isView() {
        return what.equals("VIEW");
    }

    public boolean isTrigger() {
        return what.equals("TRIGGER");
    }
}
