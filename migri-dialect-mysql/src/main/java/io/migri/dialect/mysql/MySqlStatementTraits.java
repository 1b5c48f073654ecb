package io.migri.dialect.mysql;

import io.migri.api.DatabaseError;
import io.migri.dialect.mysql.effect.MySqlFeatures;
import io.migri.dialect.mysql.effect.MySqlRemains;
import io.migri.dialect.mysql.reading.MySqlReading;
import io.migri.dialect.mysql.state.MySqlFacts;
import io.migri.dialect.mysql.state.MySqlLexer;
import io.migri.dialect.mysql.wire.MySqlWire;
import io.migri.spi.script.StatementTraits;
import java.util.Optional;

/** What is seldom asked of a statement. */
record MySqlStatementTraits(MySqlReading statement, MySqlFacts facts, MySqlLexer lexer) implements StatementTraits {
    @Override
    public Optional<String> canonical() {
        return statement.canonical(lexer.quoting());
    }

    @Override
    public Optional<String> beyondServer() {
        return new MySqlFeatures(facts.realServer())
                .missing(statement)
                .map(feature ->
                        feature + ", and this server is " + facts.realServer().describe());
    }

    /** To switch auto-commit off begins a transaction; so does a commit in a chain where none is open. */
    @Override
    public Optional<String> beginning() {
        String first = statement.parts(lexer.quoting(), facts.server()).word(0);
        return first.equals("START") || first.equals("BEGIN")
                ? Optional.empty()
                : Optional.of(MySqlWire.SYNTAX.begin());
    }

    @Override
    public boolean mayLeaveRemains() {
        return MySqlRemains.possible(
                lexer.head(statement.text()), facts.server().mariaDb());
    }

    @Override
    public boolean mayLeaveRemains(DatabaseError failure) {
        return MySqlRemains.possible(
                lexer.head(statement.text()), facts.server().mariaDb(), failure);
    }
}
