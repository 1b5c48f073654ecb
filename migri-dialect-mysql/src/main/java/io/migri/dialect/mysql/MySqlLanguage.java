package io.migri.dialect.mysql;

import io.migri.spi.script.ScriptCursor;
import io.migri.spi.script.StatementReader;
import java.io.Reader;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads scripts, and statements as the script that was read last has set the session. */
final class MySqlLanguage {
    /** This many characters are enough to tell a statement's kind. */
    private static final int TELLING = 64 * 1024;

    private final MySqlFacts facts;
    /** Names of history tables that were asked for. */
    private final Set<String> histories = new LinkedHashSet<>();

    private MySqlSqlMode mode = new MySqlSqlMode("");
    private @Nullable MySqlScriptFollower follower;

    MySqlLanguage(MySqlFacts facts) {
        this.facts = facts;
    }

    StatementReader read(Reader script) throws SQLException {
        MySqlSessionState initial = facts.state();
        mode = new MySqlSqlMode(initial.sqlMode());
        return new MySqlStatementReader(new ScriptCursor(script), facts.server(), mode, following(initial));
    }

    String canonical(String statement) {
        return MySqlCanonicalText.of(statement, mode);
    }

    /** Parts of {@code statement}. */
    List<MySqlTokens.Token> tokens(String statement) {
        return MySqlTokens.of(statement, mode, facts.server());
    }

    /** Parts of the beginning of {@code statement}, which tell its kind. */
    MySqlParts head(String statement) {
        return new MySqlParts(tokens(statement.substring(0, Math.min(TELLING, statement.length()))));
    }

    /** A table that scripts should leave alone, as they should its lock. */
    void keep(String history) {
        histories.add(history);
    }

    /** What scripts did to the session; null where none was read. */
    @Nullable MySqlScriptFollower follower() {
        return follower;
    }

    private MySqlScriptFollower following(MySqlSessionState found) throws SQLException {
        MySqlScriptFollower known = follower;
        if (known == null) {
            String original = facts.originalDatabase();
            Set<String> locks = histories.stream()
                    .map(table -> MySqlLock.name(original, table))
                    .collect(Collectors.toSet());
            known = new MySqlScriptFollower(found, new MySqlSurroundingsQuery(facts.reader(), original).ask(locks));
            follower = known;
        }
        return known;
    }
}
