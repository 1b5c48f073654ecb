package io.migri.dialect.postgresql.rehearsal;

import io.migri.dialect.postgresql.language.PostgresqlText;
import io.migri.dialect.postgresql.language.PostgresqlWords;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What does within a transaction, and with stronger locks, the same as a statement with {@code CONCURRENTLY} outside of one.
 *
 * @param text the statement with spaces in place of the word, so that places in it are those in the statement
 * @param obstacle what the server refuses of the statement alone
 * @param relation what it works on, as it is written
 */
record PostgresqlPlainForm(String text, Obstacle obstacle, String relation) {

    /** Empty where the statement is none of those, or does not have the form that the manual gives it. */
    public static Optional<PostgresqlPlainForm> of(String statement) {
        return new Reading(statement).read();
    }

    /**
     * Looks whether the server would take the statement itself.
     *
     * @throws SQLException where it would not, in the server's words
     */
    void require(Connection connection) throws SQLException {
        String query =
                "select c.relname from pg_catalog.pg_class c where c.oid operator(pg_catalog.=) pg_catalog.to_regclass("
                        + PostgresqlText.literal(relation) + ")::pg_catalog.oid and " + obstacle.condition;
        try (Statement asking = connection.createStatement();
                ResultSet row = asking.executeQuery(query)) {
            if (row.next()) {
                throw new SQLException(String.format(Locale.ROOT, obstacle.message, row.getString(1)), obstacle.code);
            }
        }
    }

    /** What cannot be done concurrently. */
    enum Obstacle {
        /** See <a href="https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY">manual</a>. */
        PARTITIONED_TABLE(
                "c.relkind operator(pg_catalog.=) 'p'",
                "0A000",
                "cannot create index on partitioned table \"%s\" concurrently"),
        /** See <a href="https://www.postgresql.org/docs/current/sql-dropindex.html">manual</a>. */
        PARTITIONED_INDEX(
                "c.relkind operator(pg_catalog.=) 'I'", "0A000", "cannot drop partitioned index \"%s\" concurrently"),
        /** See <a href="https://www.postgresql.org/docs/current/sql-reindex.html#SQL-REINDEX-CONCURRENTLY">manual</a>. */
        SYSTEM_CATALOG(
                "c.oid operator(pg_catalog.<) 16384::pg_catalog.oid",
                "0A000",
                "cannot reindex system catalogs concurrently"),
        /** See <a href="https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DETACH-PARTITION">manual</a>. */
        DEFAULT_PARTITION(
                "exists (select from pg_catalog.pg_partitioned_table p where p.partrelid operator(pg_catalog.=) c.oid and p.partdefid operator(pg_catalog.<>) 0::pg_catalog.oid)",
                "55000",
                "cannot detach partitions concurrently when a default partition exists");

        private final String condition;
        private final String code;
        private final String message;

        Obstacle(String condition, String code, String message) {
            this.condition = condition;
            this.code = code;
            this.message = message;
        }
    }

    /** Reads one statement word by word. */
    private static final class Reading {
        private final PostgresqlWords words;
        private final StringBuilder text;
        private String word;

        Reading(String statement) {
            this.words = new PostgresqlWords(statement);
            this.text = new StringBuilder(statement);
            this.word = words.next();
        }

        Optional<PostgresqlPlainForm> read() {
            if (take("CREATE")) {
                take("UNIQUE");
                return take("INDEX") && leave("CONCURRENTLY") ? create() : Optional.empty();
            }
            if (take("DROP")) {
                return take("INDEX") && leave("CONCURRENTLY") ? drop() : Optional.empty();
            }
            if (take("REINDEX")) {
                return reindex();
            }
            return take("ALTER") && take("TABLE") ? detach() : Optional.empty();
        }

        private Optional<PostgresqlPlainForm> create() {
            if (take("IF") && !(take("NOT") && take("EXISTS"))) {
                return Optional.empty();
            }
            if (!word.equals("ON")) {
                name();
            }
            boolean on = take("ON");
            take("ONLY");
            return form(on, Obstacle.PARTITIONED_TABLE, name());
        }

        /** The server drops concurrently a single index only, and nothing that depends on it. */
        private Optional<PostgresqlPlainForm> drop() {
            boolean conditional = !take("IF") || take("EXISTS");
            String name = name();
            take("RESTRICT");
            return form(conditional && ends(), Obstacle.PARTITIONED_INDEX, name);
        }

        private Optional<PostgresqlPlainForm> reindex() {
            boolean concurrently = word.equals("(") && options();
            boolean one = take("INDEX") || take("TABLE");
            concurrently |= leave("CONCURRENTLY");
            String name = name();
            return form(concurrently && one && ends(), Obstacle.SYSTEM_CATALOG, name);
        }

        private Optional<PostgresqlPlainForm> detach() {
            boolean conditional = !take("IF") || take("EXISTS");
            take("ONLY");
            String name = name();
            take("*");
            boolean detaches = conditional && take("DETACH") && take("PARTITION") && name() != null;
            return form(detaches && leave("CONCURRENTLY") && ends(), Obstacle.DEFAULT_PARTITION, name);
        }

        private Optional<PostgresqlPlainForm> form(boolean known, Obstacle obstacle, @Nullable String relation) {
            return known && relation != null
                    ? Optional.of(new PostgresqlPlainForm(text.toString(), obstacle, relation))
                    : Optional.empty();
        }

        /** Leaves one out with its comma, and the parentheses where it is the only one; whether it was there. */
        private boolean options() {
            int opening = words.start();
            int count = 0;
            boolean found = false;
            do {
                int separator = words.start();
                advance();
                boolean wanted = word.equals("CONCURRENTLY");
                skipOption();
                if (wanted) {
                    blank(count == 0 ? separator + 1 : separator, words.start());
                    found = true;
                    if (count == 0 && word.equals(",")) {
                        blank(words.start(), words.end());
                    }
                } else {
                    count++;
                }
            } while (word.equals(","));
            if (count == 0) {
                blank(opening, words.end());
            }
            return take(")") && found;
        }

        private void skipOption() {
            while (!word.equals(",") && !word.equals(")") && !ends()) {
                advance();
            }
        }

        /** A name as it is written, with its schema; null where there is none. */
        private @Nullable String name() {
            StringBuilder name = new StringBuilder();
            do {
                if (!word.startsWith("\"") && !isWord()) {
                    return null;
                }
                name.append(words.written());
                advance();
                if (!word.equals(".")) {
                    return name.toString();
                }
                name.append('.');
            } while (take("."));
            return null;
        }

        private boolean isWord() {
            return !ends() && PostgresqlText.isWordStart(word.charAt(0));
        }

        private boolean take(String wanted) {
            boolean there = word.equals(wanted);
            if (there) {
                advance();
            }
            return there;
        }

        /** Takes it and leaves it out of the plain form. */
        private boolean leave(String wanted) {
            if (word.equals(wanted)) {
                blank(words.start(), words.end());
            }
            return take(wanted);
        }

        private boolean ends() {
            return word.equals(PostgresqlWords.END);
        }

        private void advance() {
            word = words.next();
        }

        private void blank(int from, int to) {
            for (int i = from; i < to; i++) {
                text.setCharAt(i, ' ');
            }
        }
    }
}
