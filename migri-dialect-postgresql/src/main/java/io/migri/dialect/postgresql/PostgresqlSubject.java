package io.migri.dialect.postgresql;

import io.migri.spi.RecoveryJournal.Verdict;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)";
    private static final String QUALIFIED = "(" + NAME + "(?:\\s*\\.\\s*" + NAME + ")?)";
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
    private static final Pattern MAKES_INDEX = Pattern.compile(
            "create\\s+(?:unique\\s+)?index\\s+concurrently\\s+(?:(?:if\\s+not\\s+exists\\s+)?(?!on\\s)(" + NAME
                    + ")\\s+)?on\\s+(?:only\\s+)?" + QUALIFIED + "[\\s(].*",
            FLAGS);
    private static final Pattern DROPS_INDEX = Pattern.compile(
            "drop\\s+index\\s+concurrently\\s+(?:if\\s+exists\\s+)?" + QUALIFIED + "(?:\\s+(?:cascade|restrict))?\\s*",
            FLAGS);
    private static final Pattern DETACHES = Pattern.compile(
            "alter\\s+table\\s+(?:if\\s+exists\\s+)?(?:only\\s+)?" + QUALIFIED + "\\s+detach\\s+partition\\s+"
                    + QUALIFIED + "\\s+concurrently\\s*",
            FLAGS);
    private static final Pattern REINDEX = Pattern.compile(
            "reindex\\s+(?:\\([^)]*\\)\\s*)?(?:index|table)\\s+(?:concurrently\\s+)?" + QUALIFIED + "\\s*", FLAGS);
    private static final Pattern SHARED =
            Pattern.compile("(?:create|drop)\\s+(database|tablespace|subscription)\\s+(" + NAME + ").*", FLAGS);
    private static final Pattern HARMLESS =
            Pattern.compile("(?:vacuum|analyze|reindex|cluster|checkpoint|alter\\s+system)\\b.*", FLAGS);

    /** What stands in quotes, or a comment. */
    private static final Pattern COMMENT = Pattern.compile("(\"[^\"]*\"|'[^']*')|--[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);

    private static final Pattern MAKES_TEMPORARY = Pattern.compile(
            "create\\s+(?:(?:global|local)\\s+)?temp(?:orary)?\\s+table\\s+(?:if\\s+not\\s+exists\\s+)?(?:pg_temp\\s*\\.\\s*)?("
                    + NAME + ").*",
            FLAGS);
    private static final Pattern ENDS_WITH_ITS_TRANSACTION =
            Pattern.compile("\\bon\\s+commit\\s+drop\\b", Pattern.CASE_INSENSITIVE);

    static PostgresqlSubject of(String statement) {
        return ofPlain(plainly(statement));
    }

    /** The name of the temporary table that {@code statement} makes for longer than its transaction. */
    static Optional<String> temporaryTable(String statement) {
        Matcher made = MAKES_TEMPORARY.matcher(plainly(statement));
        return made.matches()
                        && !ENDS_WITH_ITS_TRANSACTION.matcher(made.group()).find()
                ? Optional.of(unquoted(made.group(1)))
                : Optional.empty();
    }

    /** Without comments. */
    private static String plainly(String statement) {
        return COMMENT.matcher(statement)
                .replaceAll(found -> found.group(1) == null ? " " : Matcher.quoteReplacement(found.group(1)))
                .strip();
    }

    private static PostgresqlSubject ofPlain(String statement) {
        Matcher made = MAKES_INDEX.matcher(statement);
        if (made.matches()) {
            return made.group(1) == null
                    ? new PostgresqlSubject(Kind.MAKES_UNNAMED_INDEX, "", made.group(2))
                    : new PostgresqlSubject(Kind.MAKES_INDEX, made.group(1), made.group(2));
        }
        Matcher detached = DETACHES.matcher(statement);
        if (detached.matches()) {
            return new PostgresqlSubject(Kind.DETACHES, detached.group(2), detached.group(1));
        }
        Matcher dropped = DROPS_INDEX.matcher(statement);
        if (dropped.matches()) {
            return new PostgresqlSubject(Kind.DROPS_INDEX, dropped.group(1), "");
        }
        Matcher rebuilt = REINDEX.matcher(statement);
        if (rebuilt.matches()) {
            return new PostgresqlSubject(Kind.REINDEX, rebuilt.group(1), "");
        }
        Matcher shared = SHARED.matcher(statement);
        if (shared.matches()) {
            return new PostgresqlSubject(Kind.valueOf(shared.group(1).toUpperCase(Locale.ROOT)), shared.group(2), "");
        }
        boolean harmless = HARMLESS.matcher(statement).matches();
        return new PostgresqlSubject(harmless ? Kind.HARMLESS : Kind.UNKNOWN, "", "");
    }

    /** An expression for what there is before the statement runs. Names are resolved there and then, by the search path of the script. */
    String look() {
        return switch (kind) {
            case MAKES_INDEX ->
                "(select " + oid(table) + " || ':' || pg_catalog.count(*) from pg_catalog.pg_index i"
                        + " join pg_catalog.pg_class c on c.oid = i.indexrelid where i.indrelid = "
                        + oid(table) + "::pg_catalog.oid and c.relname = " + plain(object) + ")";
            case MAKES_UNNAMED_INDEX ->
                "(select " + oid(table) + " || ':' || coalesce(pg_catalog.string_agg(i.indexrelid::text, ','), '0')"
                        + " from pg_catalog.pg_index i where i.indrelid = " + oid(table) + "::pg_catalog.oid)";
            case DETACHES ->
                "(select inhparent || ':' || inhrelid from pg_catalog.pg_inherits where inhparent = " + oid(table)
                        + "::pg_catalog.oid and inhrelid = " + oid(object) + "::pg_catalog.oid)";
            case DROPS_INDEX, REINDEX -> oid(object);
            case DATABASE, TABLESPACE, SUBSCRIPTION -> existence();
            case HARMLESS, UNKNOWN -> "null";
        };
    }

    /** Looks at it again; removes an index that a build has left invalid, and brings to its end what ended half way. */
    Verdict settle(Connection connection, String before) throws SQLException {
        return switch (kind) {
            case MAKES_INDEX -> before.isEmpty() ? Verdict.UNKNOWN : settleIndex(connection, before);
            case MAKES_UNNAMED_INDEX -> before.isEmpty() ? Verdict.UNKNOWN : settleUnnamed(connection, before);
            case DETACHES -> before.isEmpty() ? Verdict.REPEATABLE : settleDetaching(connection, before);
            case DROPS_INDEX ->
                before.isEmpty()
                                || text(connection, "select oid from pg_catalog.pg_class where oid = " + before)
                                        .isPresent()
                        ? Verdict.REPEATABLE
                        : Verdict.HAPPENED;
            case REINDEX -> {
                removeLeftovers(connection, before);
                yield Verdict.REPEATABLE;
            }
            case DATABASE, TABLESPACE, SUBSCRIPTION ->
                text(connection, "select " + existence()).orElse("").equals(before)
                        ? Verdict.REPEATABLE
                        : Verdict.HAPPENED;
            case HARMLESS -> Verdict.REPEATABLE;
            case UNKNOWN -> Verdict.UNKNOWN;
        };
    }

    private Verdict settleIndex(Connection connection, String before) throws SQLException {
        int colon = before.indexOf(':');
        if (!before.endsWith(":0")) {
            return Verdict.REPEATABLE; // it was there before, so the statement could do nothing but say so
        }
        String index = " from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid"
                + " where i.indrelid = " + before.substring(0, colon) + " and c.relname = " + plain(object);
        Optional<String> valid =
                text(connection, "select case when i.indisvalid then 'valid' else 'invalid' end" + index);
        if (valid.isEmpty()) {
            return Verdict.REPEATABLE;
        }
        if (valid.get().equals("valid")) {
            return Verdict.HAPPENED;
        }
        drop(connection, text(connection, "select c.oid::pg_catalog.regclass" + index));
        return Verdict.REPEATABLE;
    }

    /** The new one among the table's indexes; of several nobody knows which. */
    private static Verdict settleUnnamed(Connection connection, String before) throws SQLException {
        int colon = before.indexOf(':');
        String added = " from pg_catalog.pg_index i where i.indrelid = " + before.substring(0, colon)
                + " and i.indexrelid not in (" + before.substring(colon + 1) + ")";
        String found = text(
                        connection,
                        "select case when pg_catalog.count(*) > 1 then 'several' when pg_catalog.bool_and(i.indisvalid)"
                                + " then 'valid' else pg_catalog.min(i.indexrelid)::pg_catalog.regclass::text end"
                                + added)
                .orElse("");
        return switch (found) {
            case "" -> Verdict.REPEATABLE;
            case "valid" -> Verdict.HAPPENED;
            case "several" -> Verdict.UNKNOWN;
            default -> {
                drop(connection, Optional.of(found));
                yield Verdict.REPEATABLE;
            }
        };
    }

    /** See <a href="https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DETACH-PARTITION">FINALIZE</a>. */
    private static Verdict settleDetaching(Connection connection, String before) throws SQLException {
        int colon = before.indexOf(':');
        String parent = before.substring(0, colon);
        String partition = before.substring(colon + 1);
        Optional<String> unfinished = text(
                connection,
                "select case when inhdetachpending then 'alter table ' || inhparent::pg_catalog.regclass || ' detach partition '"
                        + " || inhrelid::pg_catalog.regclass || ' finalize' else '' end from pg_catalog.pg_inherits"
                        + " where inhparent = " + parent + " and inhrelid = " + partition);
        if (unfinished.isPresent() && unfinished.get().isEmpty()) {
            return Verdict.REPEATABLE;
        }
        if (unfinished.isPresent()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(unfinished.get());
            }
        }
        return Verdict.HAPPENED;
    }

    /** See <a href="https://www.postgresql.org/docs/current/sql-reindex.html#SQL-REINDEX-CONCURRENTLY">rebuilding indexes</a>. */
    private static void removeLeftovers(Connection connection, String before) throws SQLException {
        if (before.isEmpty()) {
            return;
        }
        List<String> leftovers = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select c.oid::pg_catalog.regclass from pg_catalog.pg_index i"
                        + " join pg_catalog.pg_class c on c.oid = i.indexrelid where not i.indisvalid"
                        + " and c.relname ~ '_cc(new|old)[0-9]*$' and i.indrelid in (" + before
                        + ", (select x.indrelid from pg_catalog.pg_index x where x.indexrelid = " + before + "))")) {
            while (rows.next()) {
                leftovers.add(rows.getString(1));
            }
        }
        for (String leftover : leftovers) {
            drop(connection, Optional.of(leftover));
        }
    }

    private static void drop(Connection connection, Optional<String> index) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop index concurrently if exists " + index.orElseThrow());
        }
    }

    private String existence() {
        String name = plain(object);
        return switch (kind) {
            case DATABASE ->
                "(select pg_catalog.count(*)::text from pg_catalog.pg_database where datname = " + name + ")";
            case TABLESPACE ->
                "(select pg_catalog.count(*)::text from pg_catalog.pg_tablespace where spcname = " + name + ")";
            case SUBSCRIPTION ->
                "(select pg_catalog.count(*)::text from pg_catalog.pg_stat_subscription where subname = " + name + ")";
            default -> "null";
        };
    }

    private static String oid(String name) {
        return "pg_catalog.to_regclass(" + PostgresqlText.literal(name) + ")::pg_catalog.oid::text";
    }

    /** A name as the catalogues have it. */
    private static String plain(String name) {
        return PostgresqlText.literal(unquoted(name));
    }

    private static String unquoted(String name) {
        return name.startsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name.toLowerCase(Locale.ROOT);
    }

    private static Optional<String> text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        }
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
}
