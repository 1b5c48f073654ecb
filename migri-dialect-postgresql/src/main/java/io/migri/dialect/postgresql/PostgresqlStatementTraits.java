package io.migri.dialect.postgresql;

import io.migri.dialect.postgresql.effect.PostgresqlTransactionRules;
import io.migri.dialect.postgresql.language.PostgresqlWords;
import io.migri.dialect.postgresql.state.PostgresqlSchemaToCome;
import io.migri.spi.script.StatementTraits;
import java.util.Optional;

/** What else is known of a statement: what its tokens tell is told when it is read, and what is seldom asked when it is asked. */
record PostgresqlStatementTraits(String statement, Optional<String> beyondServer, PostgresqlSchemaToCome schemaToCome)
        implements StatementTraits {

    @Override
    public boolean makesMissingSchema() {
        return schemaToCome.isMadeBy(new PostgresqlWords(statement));
    }

    @Override
    public boolean mayLeaveRemains() {
        return PostgresqlTransactionRules.mayLeaveRemains(statement);
    }
}
