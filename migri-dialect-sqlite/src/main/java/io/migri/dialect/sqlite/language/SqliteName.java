package io.migri.dialect.sqlite.language;

import java.util.Locale;

/**
 * A name with or without its schema.
 *
 * @param schema in lower case; empty where there is none
 * @param key the name in lower case; empty where the statement ends before it
 */
public record SqliteName(String schema, String key) {

    /** Reads the one that begins with the current token; the token behind it is the current one then. */
    public static SqliteName read(SqliteTokens tokens) {
        if (tokens.atEnd()) {
            return new SqliteName("", "");
        }
        String first = key(tokens.name());
        if (tokens.next() && tokens.isExactly(".") && tokens.next()) {
            String second = key(tokens.name());
            tokens.next();
            return new SqliteName(first, second);
        }
        return new SqliteName("", first);
    }

    /** SQLite takes names for the same that differ in upper and lower case. */
    public static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
