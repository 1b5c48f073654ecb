package io.migri.dialect.mysql;

import io.migri.api.DatabaseError;
import io.migri.spi.script.StatementTraits;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is seldom asked of a statement.
 *
 * @param lexer takes a text apart as the script has set the session
 */
record MySqlStatementTraits(String statement, MySqlFacts facts, Function<String, List<MySqlToken>> lexer)
        implements StatementTraits {
    /** This many characters are enough to tell a statement's kind. */
    private static final int TELLING = 64 * 1024;

    @Override
    public Optional<String> beyondServer() {
        return facts.features()
                .missing(statement)
                .map(feature ->
                        feature + ", and this server is " + facts.realServer().describe());
    }

    /** To switch auto-commit off begins a transaction; so does a commit in a chain where none is open. */
    @Override
    public Optional<String> beginning() {
        String first = new MySqlParts(lexer.apply(statement)).word(0);
        return first.equals("START") || first.equals("BEGIN")
                ? Optional.empty()
                : Optional.of(MySqlExecution.SYNTAX.begin());
    }

    @Override
    public boolean mayLeaveRemains() {
        return MySqlRemains.possible(head(), facts.server().mariaDb());
    }

    @Override
    public boolean mayLeaveRemains(DatabaseError failure) {
        return MySqlRemains.possible(head(), facts.server().mariaDb(), failure);
    }

    private MySqlParts head() {
        return new MySqlParts(lexer.apply(statement.substring(0, Math.min(TELLING, statement.length()))));
    }
}
