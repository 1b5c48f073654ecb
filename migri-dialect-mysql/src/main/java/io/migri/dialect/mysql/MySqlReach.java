package io.migri.dialect.mysql;

import io.migri.dialect.mysql.MySqlNames.Qualified;
import io.migri.dialect.mysql.MySqlNames.Use;
import io.migri.dialect.mysql.MySqlTokens.Kind;
import io.migri.dialect.mysql.MySqlTokens.Token;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Says of statements whether they reach beyond the database that they are redirected to, and why that cannot be rehearsed. */
final class MySqlReach {
    /** As much of a statement that adds rows is looked at. */
    private static final int ENOUGH = 64 * 1024;

    private static final Set<String> SERVER = Set.of(
            "GRANT",
            "REVOKE",
            "FLUSH",
            "RESET",
            "PURGE",
            "CHANGE",
            "STOP",
            "INSTALL",
            "UNINSTALL",
            "CLONE",
            "BACKUP",
            "SHUTDOWN",
            "RESTART",
            "KILL",
            "BINLOG",
            "IMPORT",
            "CACHE");
    private static final Set<String> SERVER_OBJECTS =
            Set.of("USER", "ROLE", "SERVER", "TABLESPACE", "LOGFILE", "UNDO", "INSTANCE", "RESOURCE", "REFERENCE");
    private static final Set<String> DATABASE_OBJECTS = Set.of(
            "TABLE",
            "VIEW",
            "INDEX",
            "PROCEDURE",
            "FUNCTION",
            "TRIGGER",
            "EVENT",
            "DATABASE",
            "SCHEMA",
            "SEQUENCE",
            "PACKAGE",
            "DEFINER");
    /** Databases whose routines only compute. */
    private static final Set<String> HARMLESS = Set.of("sys", "information_schema", "performance_schema");
    /** Words after ALTER DATABASE that show that no name stands there. */
    private static final Set<String> OPTIONS =
            Set.of("DEFAULT", "CHARACTER", "CHARSET", "COLLATE", "ENCRYPTION", "READ", "COMMENT");

    private final MySqlRedirection redirection;
    private final Set<String> databases;
    private final MySqlSqlMode mode;
    private boolean textNamesDatabase;

    /**
     * Rules for one script.
     *
     * @param databases all there are on the server, in lower case, as far as this user can see
     * @param mode as it is before the next statement
     */
    MySqlReach(MySqlRedirection redirection, Set<String> databases, MySqlSqlMode mode) {
        this.redirection = redirection;
        this.databases = databases;
        this.mode = mode;
    }

    /** Why {@code statement}, which comes next, cannot be rehearsed; empty where it can. */
    Optional<String> refusal(String statement) {
        boolean rows = statement.length() > ENOUGH
                && (statement.regionMatches(true, 0, "INSERT", 0, 6)
                        || statement.regionMatches(true, 0, "REPLACE", 0, 7));
        int limit = rows ? ENOUGH : statement.length();
        List<Token> tokens = MySqlTokens.upTo(limit, statement, mode, redirection.server());
        if (tokens.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> refusal = ofServer(tokens)
                .or(() -> ofDatabase(tokens))
                .or(() -> ofOthers(tokens))
                .or(() -> ofFile(tokens))
                .or(() -> ofDynamic(tokens));
        if (tokens.get(0).is("SET")) {
            MySqlAssignments.of(tokens).forEach(mode::apply);
        }
        return refusal;
    }

    private Optional<String> ofServer(List<Token> tokens) {
        String first = tokens.get(0).word();
        String second = word(tokens, 1);
        boolean slave = first.equals("START") && !second.equals("TRANSACTION");
        if (SERVER.contains(first) || slave || (first.equals("LOCK") && second.equals("INSTANCE"))) {
            return Optional.of(spoken(first, second) + " changes the server, not only this database");
        }
        if (first.equals("SET")) {
            return ofSet(second, tokens);
        }
        boolean loaded = first.equals("CREATE") && tokens.stream().anyMatch(token -> token.is("SONAME"));
        if (loaded) {
            return Optional.of("CREATE FUNCTION … SONAME changes the server, not only this database");
        }
        boolean definition =
                first.equals("CREATE") || first.equals("ALTER") || first.equals("DROP") || first.equals("RENAME");
        return definition ? ofServerObject(tokens, first) : Optional.empty();
    }

    private static Optional<String> ofServerObject(List<Token> tokens, String first) {
        for (int i = 1; i < Math.min(tokens.size(), 5); i++) {
            String word = tokens.get(i).word();
            if (SERVER_OBJECTS.contains(word)) {
                return Optional.of(first + " " + word + " changes the server, not only this database");
            }
            if (DATABASE_OBJECTS.contains(word)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<String> ofSet(String second, List<Token> tokens) {
        boolean stays = second.equals("PASSWORD") || second.equals("DEFAULT") || second.equals("GLOBAL");
        boolean global = MySqlAssignments.of(tokens).stream().anyMatch(MySqlAssignments.Assignment::global);
        return stays || global || second.startsWith("PERSIST")
                ? Optional.of("SET " + (stays ? second : "GLOBAL") + " changes the server, not only this database")
                : Optional.empty();
    }

    private Optional<String> ofDatabase(List<Token> tokens) {
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

    private Optional<String> ofOthers(List<Token> tokens) {
        for (Qualified name : MySqlNames.of(tokens)) {
            String database = name.first().text();
            boolean other = !redirection.isFrom(database)
                    && !database.equals(redirection.to())
                    && databases.contains(database.toLowerCase(Locale.ROOT));
            boolean changes = name.use() == Use.WRITTEN
                    || (name.use() == Use.CALLED && !HARMLESS.contains(database.toLowerCase(Locale.ROOT)));
            if (other && changes) {
                String verb = name.use() == Use.CALLED ? "it executes " : "it changes ";
                return Optional.of(verb + database + "." + name.second().text() + ", and only the database "
                        + redirection.from() + " was copied");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> ofFile(List<Token> tokens) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            boolean into = tokens.get(i).is("INTO");
            if (into && (tokens.get(i + 1).is("OUTFILE") || tokens.get(i + 1).is("DUMPFILE"))) {
                return Optional.of("INTO " + tokens.get(i + 1).word() + " writes a file on the server");
            }
        }
        return Optional.empty();
    }

    /** What is put together at run time cannot be redirected, so a text that names the database must not be executed. */
    private Optional<String> ofDynamic(List<Token> tokens) {
        textNamesDatabase |= tokens.stream().anyMatch(token -> token.kind() == Kind.TEXT && names(token.text()));
        boolean dynamic = tokens.get(0).is("CREATE")
                ? tokens.stream().anyMatch(token -> token.is("PREPARE") || token.is("IMMEDIATE"))
                : tokens.get(0).is("PREPARE") || word(tokens, 1).equals("IMMEDIATE");
        return dynamic && textNamesDatabase
                ? Optional.of("it executes a text, and one before or in it names the database " + redirection.from()
                        + "; leave the name out, or use DATABASE()")
                : Optional.empty();
    }

    private boolean names(String text) {
        if (!redirection.mentions(text)) {
            return false;
        }
        String compared = redirection.folded() ? text.toLowerCase(Locale.ROOT) : text;
        String name = redirection.folded() ? redirection.from().toLowerCase(Locale.ROOT) : redirection.from();
        return compared.strip().equals(name) || compared.contains(name + ".") || compared.contains("`" + name + "`");
    }

    private static String spoken(String first, String second) {
        boolean told = Set.of("CHANGE", "STOP", "START", "LOCK", "PURGE", "INSTALL", "UNINSTALL")
                .contains(first);
        return told ? first + " " + second : first;
    }

    private static String word(List<Token> tokens, int index) {
        return index < tokens.size() ? tokens.get(index).word() : "";
    }
}
