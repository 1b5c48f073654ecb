package io.migri.dialect.postgresql.journal;

import io.migri.dialect.postgresql.language.PostgresqlStatement;
import io.migri.dialect.postgresql.language.PostgresqlText;

/**
 * What a statement that refuses a transaction is about, so that looking at it tells whether the statement was executed.
 *
 * @param kind what sort of statement it is
 * @param object the name of what it makes, drops or detaches, as it is written; empty where there is none, or where the server makes one up
 * @param table the name of the table of an index or a partition; empty where there is none
 * @see <a href="https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY">what a concurrent build
 *     that fails leaves behind</a>
 */
record PostgresqlSubject(Kind kind, String object, String table) {
    /** What is noted of a table that is not there, so that nothing can be done to it. */
    static final String ABSENT = "absent";

    private static final String EQ = PostgresqlText.EQ;
    private static final String JOINED = " operator(pg_catalog.||) ";

    static PostgresqlSubject of(String statement) {
        return new Reading(PostgresqlStatement.of(statement)).read();
    }

    /**
     * An expression for what there is before the statement runs. Names are resolved there and then, by the search path of the script, so all
     * others say that they are the server's.
     */
    String look() {
        return switch (kind) {
            case MAKES_INDEX ->
                "coalesce((select " + oid(table) + JOINED + "':'" + JOINED
                        + "pg_catalog.count(*)::pg_catalog.text from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid"
                        + EQ + "i.indexrelid where i.indrelid" + EQ + oid(table) + "::pg_catalog.oid and c.relname" + EQ
                        + PostgresqlText.literal(plain()) + "), '" + ABSENT + "')";
            case MAKES_UNNAMED_INDEX ->
                "coalesce((select " + oid(table) + JOINED + "':'" + JOINED
                        + "coalesce(pg_catalog.string_agg(i.indexrelid::pg_catalog.text, ','), '0')"
                        + " from pg_catalog.pg_index i where i.indrelid" + EQ + oid(table) + "::pg_catalog.oid), '"
                        + ABSENT
                        + "')";
            case DETACHES ->
                "(select h.inhparent::pg_catalog.text" + JOINED + "':'" + JOINED
                        + "h.inhrelid::pg_catalog.text from pg_catalog.pg_inherits h where h.inhparent" + EQ
                        + oid(table)
                        + "::pg_catalog.oid and h.inhrelid" + EQ + oid(object) + "::pg_catalog.oid)";
            case DROPS_INDEX, REINDEX -> oid(object);
            case DATABASE, TABLESPACE, SUBSCRIPTION -> existence();
            case HARMLESS, UNKNOWN -> "null";
        };
    }

    /** An expression for how many objects of the server have that name, as text. */
    String existence() {
        String name = PostgresqlText.literal(plain());
        return switch (kind) {
            case DATABASE -> counted("pg_database o where o.datname" + EQ + name);
            case TABLESPACE -> counted("pg_tablespace o where o.spcname" + EQ + name);
            case SUBSCRIPTION -> counted("pg_stat_subscription o where o.subname" + EQ + name);
            default -> "null";
        };
    }

    private static String counted(String from) {
        return "(select pg_catalog.count(*)::pg_catalog.text from pg_catalog." + from + ")";
    }

    /** The object's name as the catalogues have it. */
    String plain() {
        return PostgresqlStatement.of(object).name(0);
    }

    private static String oid(String name) {
        return "pg_catalog.to_regclass(" + PostgresqlText.literal(name) + ")::pg_catalog.oid::pg_catalog.text";
    }

    /** Sorts of statements. */
    enum Kind {
        MAKES_INDEX,
        MAKES_UNNAMED_INDEX,
        DROPS_INDEX,
        DETACHES,
        REINDEX,
        DATABASE,
        TABLESPACE,
        SUBSCRIPTION,
        /** Does no harm when it is executed twice. */
        HARMLESS,
        /** Nothing is known of it. */
        UNKNOWN
    }

    /** Finds the names in one statement. */
    private static final class Reading {
        private final PostgresqlStatement statement;
        private int at;

        Reading(PostgresqlStatement statement) {
            this.statement = statement;
        }

        PostgresqlSubject read() {
            return switch (statement.words().next()) {
                case "CREATE" -> create();
                case "DROP" -> drop();
                case "ALTER" -> alter();
                case "REINDEX" -> reindex();
                case "VACUUM", "ANALYZE", "CLUSTER", "CHECKPOINT" -> of(Kind.HARMLESS);
                default -> of(Kind.UNKNOWN);
            };
        }

        private PostgresqlSubject create() {
            at = statement.behind(1, "UNIQUE");
            if (!skip("INDEX", "CONCURRENTLY")) {
                return shared();
            }
            skip("IF", "NOT", "EXISTS");
            String index = statement.is(at, "ON") ? "" : name(false);
            if (!skip("ON")) {
                return of(Kind.UNKNOWN);
            }
            skip("ONLY");
            String table = name(true);
            return index.isEmpty()
                    ? new PostgresqlSubject(Kind.MAKES_UNNAMED_INDEX, "", table)
                    : new PostgresqlSubject(Kind.MAKES_INDEX, index, table);
        }

        private PostgresqlSubject drop() {
            at = 1;
            if (!skip("INDEX", "CONCURRENTLY")) {
                return shared();
            }
            skip("IF", "EXISTS");
            String index = name(true);
            if (!skip("CASCADE")) {
                skip("RESTRICT");
            }
            return named(Kind.DROPS_INDEX, index, "");
        }

        private PostgresqlSubject shared() {
            String kind = statement.words().next().isEmpty() ? "" : statement.name(at);
            at++;
            return switch (kind) {
                case "database" -> new PostgresqlSubject(Kind.DATABASE, name(false), "");
                case "tablespace" -> new PostgresqlSubject(Kind.TABLESPACE, name(false), "");
                case "subscription" -> new PostgresqlSubject(Kind.SUBSCRIPTION, name(false), "");
                default -> of(Kind.UNKNOWN);
            };
        }

        private PostgresqlSubject alter() {
            if (statement.is(1, "SYSTEM")) {
                return of(Kind.HARMLESS);
            }
            at = 1;
            if (!skip("TABLE")) {
                return of(Kind.UNKNOWN);
            }
            skip("IF", "EXISTS");
            skip("ONLY");
            String table = name(true);
            if (!skip("DETACH", "PARTITION")) {
                return of(Kind.UNKNOWN);
            }
            String partition = name(true);
            return skip("CONCURRENTLY") ? named(Kind.DETACHES, partition, table) : of(Kind.UNKNOWN);
        }

        private PostgresqlSubject reindex() {
            at = 1;
            if (statement.is(at, '(')) {
                while (at < statement.count() && !statement.is(at, ')')) {
                    at++;
                }
                at++;
            }
            if (!skip("INDEX") && !skip("TABLE")) {
                return of(Kind.HARMLESS);
            }
            skip("CONCURRENTLY");
            String name = name(true);
            return ends() && !name.isEmpty() ? new PostgresqlSubject(Kind.REINDEX, name, "") : of(Kind.HARMLESS);
        }

        private PostgresqlSubject named(Kind kind, String object, String table) {
            return ends() && !object.isEmpty() ? new PostgresqlSubject(kind, object, table) : of(Kind.UNKNOWN);
        }

        private static PostgresqlSubject of(Kind kind) {
            return new PostgresqlSubject(kind, "", "");
        }

        private boolean ends() {
            return at >= statement.count();
        }

        private boolean skip(String... words) {
            int behind = statement.behind(at, words);
            boolean there = behind > at;
            at = behind;
            return there;
        }

        /** As it is written, without what stands between its parts. */
        private String name(boolean qualified) {
            if (!statement.isName(at)) {
                return "";
            }
            int last = qualified ? statement.lastPart(at) : at;
            StringBuilder name = new StringBuilder();
            for (int i = at; i <= last; i++) {
                name.append(statement.lexemes().written(statement.text(), i));
            }
            at = last + 1;
            return name.toString();
        }
    }
}
