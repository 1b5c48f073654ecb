package io.migri.dialect.mysql.state;

import io.migri.dialect.mysql.language.MySqlParts;
import io.migri.dialect.mysql.language.MySqlQuoting;
import io.migri.dialect.mysql.language.MySqlSqlMode;
import io.migri.dialect.mysql.language.MySqlToken;
import io.migri.dialect.mysql.language.MySqlTokens;
import java.util.List;

/** Takes statements apart as the script that was read last has set the session. */
public final class MySqlLexer {
    /** This many characters are enough to tell a statement's kind. */
    private static final int TELLING = 64 * 1024;

    private final MySqlFacts facts;
    private MySqlSqlMode mode = new MySqlSqlMode("");

    public MySqlLexer(MySqlFacts facts) {
        this.facts = facts;
    }

    /**
     * Reads another script from here on.
     *
     * @param begun what is in force, and comes to be as the script is read
     */
    public void scriptBegins(MySqlSqlMode begun) {
        mode = begun;
    }

    public MySqlQuoting quoting() {
        return mode.quoting();
    }

    public List<MySqlToken> tokens(String statement) {
        return MySqlTokens.of(statement, mode.quoting(), facts.server());
    }

    public MySqlParts parts(String statement) {
        return new MySqlParts(tokens(statement));
    }

    /** The beginning of {@code statement}, which tells its kind. */
    public MySqlParts head(String statement) {
        return parts(statement.substring(0, Math.min(TELLING, statement.length())));
    }
}
