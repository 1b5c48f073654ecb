package io.migri.dialect.postgresql.language;

import org.jspecify.annotations.Nullable;

/** Names and values as they stand in a statement. */
public final class PostgresqlText {
    /** The server's own operator, whatever the search path. */
    public static final String EQ = " operator(pg_catalog.=) ";

    private PostgresqlText() {}

    /** A name that means itself, whatever characters it is made of. */
    public static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The same for a name in a schema; in whatever schema the search path leads to, where it is null. */
    public static String identifier(@Nullable String schema, String name) {
        return schema == null ? identifier(name) : identifier(schema) + '.' + identifier(name);
    }

    /**
     * A string that means the same whether backslashes are ordinary characters or not, which a migration may change
     * (<a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-STRINGS-ESCAPE">manual</a>).
     */
    public static String literal(String value) {
        String quoted = '\'' + value.replace("'", "''") + '\'';
        return quoted.indexOf('\\') < 0 ? quoted : 'E' + quoted.replace("\\", "\\\\");
    }

    static boolean isSpace(int character) {
        return character == ' ' || (character >= '\t' && character <= '\r');
    }

    public static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    /** Whether a name or keyword may begin with it. */
    public static boolean isWordStart(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || character == '_'
                || character >= 0x80;
    }

    /** Whether it may stand within a name; so {@code a$b$c} is one, and no dollar quote. */
    public static boolean isWordPart(int character) {
        return isWordStart(character) || isDigit(character) || character == '$';
    }
}
