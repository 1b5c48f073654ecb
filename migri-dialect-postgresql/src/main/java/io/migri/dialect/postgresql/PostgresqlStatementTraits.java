package io.migri.dialect.postgresql;

import io.migri.dialect.postgresql.effect.PostgresqlTransactionRules;
import io.migri.dialect.postgresql.language.PostgresqlStrings;
import io.migri.dialect.postgresql.reading.PostgresqlReading;
import io.migri.dialect.postgresql.state.PostgresqlSchemaToCome;
import io.migri.spi.script.StatementTraits;
import java.util.Optional;

/** What else is known of a statement: what its tokens tell is told when it is read, and what is seldom asked when it is asked. */
record PostgresqlStatementTraits(
        PostgresqlReading reading,
        Optional<String> beyondServer,
        PostgresqlSchemaToCome schemaToCome,
        PostgresqlStrings strings)
        implements StatementTraits {

    @Override
    public Optional<String> canonical() {
        return reading.canonical(strings);
    }

    @Override
    public boolean makesMissingSchema() {
        return schemaToCome.isMadeBy(reading.words());
    }

    @Override
    public boolean mayLeaveRemains() {
        return PostgresqlTransactionRules.mayLeaveRemains(reading.statement());
    }
}
