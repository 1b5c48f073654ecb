package io.migri.dialect.mysql.rehearsal.reach;

import io.migri.dialect.mysql.language.MySqlAssignments;
import io.migri.dialect.mysql.language.MySqlNames;
import io.migri.dialect.mysql.language.MySqlNames.Qualified;
import io.migri.dialect.mysql.language.MySqlNames.Use;
import io.migri.dialect.mysql.language.MySqlParts;
import io.migri.dialect.mysql.language.MySqlSqlMode;
import io.migri.dialect.mysql.language.MySqlToken;
import io.migri.dialect.mysql.language.MySqlTokens;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Says of statements whether they reach beyond the database that they are redirected to, and why that cannot be rehearsed. */
public final class MySqlReach {
    /** As much of a statement that adds rows is looked at. */
    private static final int ENOUGH = 64 * 1024;

    /** Databases whose functions only compute. */
    private static final Set<String> HARMLESS = Set.of("sys", "information_schema", "performance_schema");
    /** Engines whose rows are elsewhere. */
    private static final Set<String> ELSEWHERE = Set.of("FEDERATED", "CONNECT", "SPIDER", "S3", "OQGRAPH", "SPHINX");

    private static final Set<String> QUERIES = Set.of("SELECT", "VALUES", "TABLE", "WITH");

    /** Words after ALTER DATABASE that show that no name stands there. */
    private static final Set<String> OPTIONS =
            Set.of("DEFAULT", "CHARACTER", "CHARSET", "COLLATE", "ENCRYPTION", "READ", "COMMENT");

    private final MySqlRedirection redirection;
    private final MySqlBeyond beyond;
    private final MySqlSqlMode mode;

    /**
     * Rules for one script.
     *
     * @param beyond what must not be touched
     * @param mode as it is before the next statement
     */
    MySqlReach(MySqlRedirection redirection, MySqlBeyond beyond, MySqlSqlMode mode) {
        this.redirection = redirection;
        this.beyond = beyond;
        this.mode = mode;
    }

    /** Why {@code statement}, which comes next, cannot be rehearsed; empty where it can. */
    public Optional<String> refusal(String statement) {
        boolean rows = statement.length() > ENOUGH
                && (statement.regionMatches(true, 0, "INSERT", 0, 6)
                        || statement.regionMatches(true, 0, "REPLACE", 0, 7));
        int limit = rows ? ENOUGH : statement.length();
        MySqlParts parts = new MySqlParts(MySqlTokens.upTo(limit, statement, mode.quoting(), redirection.server()));
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> refusal = refusal(parts);
        if (parts.at(0, "SET")) {
            MySqlAssignments.of(parts).forEach(mode::apply);
        }
        return refusal;
    }

    private Optional<String> refusal(MySqlParts parts) {
        for (MySqlParts each : MySqlServerReach.statements(parts)) {
            Optional<String> refusal = MySqlServerReach.refusal(each).or(() -> ofDatabase(each.tokens()));
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        int inner = MySqlServerReach.inner(parts);
        if (inner > 0) {
            return refusal(parts.from(inner)).or(() -> ofDynamic(parts));
        }
        return ofOthers(parts)
                .or(() -> ofSequence(parts))
                .or(() -> ofFile(parts))
                .or(() -> ofEngine(parts))
                .or(() -> ofCode(parts))
                .or(() -> ofDynamic(parts));
    }

    private Optional<String> ofDatabase(List<MySqlToken> tokens) {
        int at = MySqlRedirection.databaseNamed(tokens);
        if (at < 0 || redirection.isFrom(tokens.get(at).text()) || tokens.get(0).is("SHOW")) {
            return Optional.empty();
        }
        boolean unnamed =
                tokens.get(0).is("ALTER") && OPTIONS.contains(tokens.get(at).word());
        if (unnamed || tokens.get(at).text().equals(redirection.to())) {
            return Optional.empty();
        }
        String what = tokens.get(0).is("USE") ? "USE" : tokens.get(0).word() + " DATABASE";
        return Optional.of(what + " " + tokens.get(at).text() + " leaves the database " + redirection.from()
                + ", of which alone a copy was made");
    }

    private Optional<String> ofOthers(MySqlParts parts) {
        for (Qualified name : MySqlNames.of(parts.tokens())) {
            String database = name.first().text();
            boolean changes = name.use() == Use.WRITTEN || (name.use() == Use.CALLED && !computes(parts, name));
            if (isOther(database) && changes) {
                String verb = name.use() == Use.CALLED ? "it executes " : "it changes ";
                return Optional.of(verb + database + "." + name.second().text() + ", and only the database "
                        + redirection.from() + " was copied");
            }
        }
        return Optional.empty();
    }

    /** Most procedures of {@code sys} change how the server works, and one executes whatever text it is given. */
    private static boolean computes(MySqlParts parts, Qualified name) {
        int at = parts.tokens().indexOf(name.first());
        boolean called = parts.at(at - 1, "CALL");
        return HARMLESS.contains(name.first().text().toLowerCase(Locale.ROOT))
                && (!called || name.second().is("table_exists"));
    }

    private Optional<String> ofSequence(MySqlParts parts) {
        for (int i = 0; i < parts.size(); i++) {
            boolean function = parts.at(i, "NEXTVAL", "(") || parts.at(i, "SETVAL", "(");
            boolean next = function || parts.at(i, "NEXT", "VALUE", "FOR");
            int name = i + (function ? 2 : 3);
            if (next && parts.at(name + 1, ".") && isOther(parts.text(name))) {
                return Optional.of("it advances the sequence " + parts.text(name) + "." + parts.text(name + 2)
                        + ", and only the database " + redirection.from() + " was copied");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> ofFile(MySqlParts parts) {
        for (int i = 0; i + 1 < parts.size(); i++) {
            if (parts.at(i, "INTO", "OUTFILE") || parts.at(i, "INTO", "DUMPFILE")) {
                return Optional.of("INTO " + parts.word(i + 1) + " writes a file on the server");
            }
        }
        return Optional.empty();
    }

    /** Rows that are written to such tables are written in another place, which is no copy. */
    private Optional<String> ofEngine(MySqlParts parts) {
        for (int i = 1; i < parts.size(); i++) {
            boolean merges = merges(parts, i)
                    && MySqlNames.of(parts.tokens()).stream()
                            .anyMatch(name -> isOther(name.first().text()));
            if (merges) {
                return Optional.of("what is written to it is written to tables of another database");
            }
            int engine = engine(parts, i);
            String named = engine < 0 ? "" : parts.text(engine).toUpperCase(Locale.ROOT);
            if (ELSEWHERE.contains(named)) {
                return Optional.of("a table of the engine " + named + " keeps its rows in another place");
            }
        }
        return Optional.empty();
    }

    /** Whether the tables of a table that has no rows of its own are listed there; the engine need not be named. */
    private static boolean merges(MySqlParts parts, int at) {
        boolean defines = parts.at(0, "CREATE") || parts.at(0, "ALTER");
        int list = at + (parts.at(at + 1, "=") ? 2 : 1);
        return defines
                && parts.at(at, "UNION")
                && parts.at(list, "(")
                && parts.isName(list + 1)
                && !QUERIES.contains(parts.word(list + 1));
    }

    /** Where the engine is named that {@code ENGINE}, or a setting that does it for later tables, stands in front of; -1 elsewhere. */
    private static int engine(MySqlParts parts, int at) {
        boolean names = parts.at(at, "ENGINE")
                || parts.at(at, "TYPE")
                || parts.at(at, "STORAGE_ENGINE")
                || parts.at(at, "DEFAULT_STORAGE_ENGINE");
        int value = at + 1;
        while (parts.at(value, "=") || parts.at(value, ":")) {
            value++;
        }
        return names && (parts.isName(value) || parts.isText(value)) ? value : -1;
    }

    /** Functions that are not written in SQL may do anything. */
    private Optional<String> ofCode(MySqlParts parts) {
        for (int i = 0; i + 1 < parts.size(); i++) {
            boolean called = parts.isName(i) && parts.at(i + 1, "(") && !parts.at(i - 1, ".");
            if (called && beyond.isCode(parts.text(i))) {
                return Optional.of("it executes " + parts.text(i) + "(), which is a program in the server and no SQL");
            }
        }
        return Optional.empty();
    }

    /** What is put together outside of routines is looked at when its turn comes. */
    private Optional<String> ofDynamic(MySqlParts parts) {
        for (int i = 0; i < parts.size(); i++) {
            int source = MySqlDynamicText.source(parts.from(i));
            if (source < 0) {
                continue;
            }
            boolean within = i > 0 && (parts.at(0, "SET", "STATEMENT") || MySqlServerReach.hasBody(parts));
            if (i > 0 && !within) {
                continue;
            }
            boolean literal = isWhole(parts, i + source);
            Optional<String> refusal = literal ? ofText(parts.text(i + source), within) : Optional.empty();
            if (refusal.isPresent()) {
                return refusal;
            }
            if (within && !literal && !beyond.guarded()) {
                return Optional.of(
                        "it executes a text that is put together where nobody can look, so nobody can say what it would"
                                + " do to the server; rehearse as an account that may change only the copy");
            }
        }
        return Optional.empty();
    }

    /** Whether a text stands there that is all of the expression. */
    private static boolean isWhole(MySqlParts parts, int at) {
        String next = parts.word(at + 1);
        return parts.isText(at) && (at + 1 >= parts.size() || next.equals(";") || next.equals("USING"));
    }

    private Optional<String> ofText(String text, boolean within) {
        MySqlParts parts = new MySqlParts(MySqlTokens.of(text, mode.quoting(), redirection.server()));
        if (within && !redirection.apply(text, mode.quoting()).equals(text)) {
            return Optional.of("it executes a text that names the database " + redirection.from()
                    + "; leave the name out, or use DATABASE()");
        }
        return parts.isEmpty() ? Optional.empty() : refusal(parts);
    }

    /** Whether {@code database} is another one of this server. */
    boolean isOther(String database) {
        return !redirection.isFrom(database) && !database.equals(redirection.to()) && beyond.isDatabase(database);
    }
}
