package io.migri.dialect.sqlite.connection;

import io.migri.dialect.sqlite.language.SqliteStatement;
import io.migri.dialect.sqlite.language.SqliteTokens;
import java.util.Optional;
import java.util.StringTokenizer;

/**
 * Statements that came with a known version of SQLite (<a href="https://www.sqlite.org/changes.html">release history</a>), for
 * libraries older than the one that comes with the driver. What it does not know is for SQLite to refuse.
 *
 * @param version as SQLite counts: 3035000 is 3.35.0
 */
public record SqliteFeatures(int version) {
    private static final int ALL = 3_037_000;

    /** Larger ones hold rows rather than clauses. */
    private static final int LARGEST_INSERT = 2_000;

    /**
     * What this version has.
     *
     * @param server such as {@code sqlite 3.54.1}; where it has no version everything counts as there
     */
    public static SqliteFeatures of(String server) {
        StringTokenizer parts = new StringTokenizer(server.substring(server.indexOf(' ') + 1), ".");
        int number = 0;
        for (int i = 0; i < 3; i++) {
            String part = parts.hasMoreTokens() ? parts.nextToken() : "";
            if (part.isEmpty()
                    || part.length() > 3
                    || !part.chars().allMatch(letter -> letter >= '0' && letter <= '9')) {
                return new SqliteFeatures(Integer.MAX_VALUE);
            }
            number = number * 1000 + Integer.parseInt(part);
        }
        return new SqliteFeatures(number);
    }

    /** What {@code statement} has that the library has not, in words; empty where nothing is known to be missing. */
    public Optional<String> missing(SqliteStatement statement) {
        if (version >= ALL) {
            return Optional.empty();
        }
        SqliteTokens tokens = statement.tokens();
        if (!tokens.next()) {
            return Optional.empty();
        }
        if (tokens.is("ALTER")) {
            return alterTable(tokens);
        }
        if (tokens.is("INSERT") || tokens.is("REPLACE")) {
            return statement.text().length() > LARGEST_INSERT ? Optional.empty() : insert(tokens);
        }
        return tokens.is("CREATE") && next(tokens, "TABLE") ? strict(tokens) : Optional.empty();
    }

    /** @see <a href="https://www.sqlite.org/lang_altertable.html">ALTER TABLE</a> */
    private Optional<String> alterTable(SqliteTokens tokens) {
        if (!next(tokens, "TABLE") || !tokens.next() || !tokens.next()) {
            return Optional.empty();
        }
        if (tokens.isExactly(".")) {
            tokens.next();
            tokens.next();
        }
        if (tokens.is("DROP") && !next(tokens, "CONSTRAINT")) {
            return since(3_035_000, "ALTER TABLE … DROP COLUMN", "3.35");
        }
        return tokens.is("RENAME") && !next(tokens, "TO")
                ? since(3_025_000, "ALTER TABLE … RENAME COLUMN", "3.25")
                : Optional.empty();
    }

    /** @see <a href="https://www.sqlite.org/stricttables.html">STRICT Tables</a> */
    private Optional<String> strict(SqliteTokens tokens) {
        int depth = 0;
        boolean columns = false;
        while (tokens.next()) {
            columns |= tokens.isExactly("(");
            depth += tokens.isExactly("(") ? 1 : tokens.isExactly(")") ? -1 : 0;
            if (depth == 0 && tokens.is("AS")) {
                return Optional.empty();
            }
            if (depth == 0 && columns && tokens.is("STRICT")) {
                return since(3_037_000, "STRICT tables", "3.37");
            }
        }
        return Optional.empty();
    }

    /**
     * Only of {@code VALUES}, behind which nothing else can be called so.
     *
     * @see <a href="https://www.sqlite.org/lang_upsert.html">UPSERT</a>
     * @see <a href="https://www.sqlite.org/lang_returning.html">RETURNING</a>
     */
    private Optional<String> insert(SqliteTokens tokens) {
        int depth = 0;
        boolean values = false;
        while (tokens.next()) {
            depth += tokens.isExactly("(") ? 1 : tokens.isExactly(")") ? -1 : 0;
            if (depth > 0) {
                continue;
            }
            values |= tokens.is("VALUES");
            if (tokens.is("SELECT")) {
                return Optional.empty();
            }
            if (values && tokens.is("ON") && version < 3_024_000) {
                return next(tokens, "CONFLICT") ? since(3_024_000, "ON CONFLICT", "3.24") : Optional.empty();
            }
            if (values && tokens.is("RETURNING")) {
                return since(3_035_000, "RETURNING", "3.35");
            }
        }
        return Optional.empty();
    }

    private static boolean next(SqliteTokens tokens, String word) {
        return tokens.next() && tokens.is(word);
    }

    private Optional<String> since(int first, String name, String words) {
        return version < first ? Optional.of(name + " came with SQLite " + words) : Optional.empty();
    }
}
