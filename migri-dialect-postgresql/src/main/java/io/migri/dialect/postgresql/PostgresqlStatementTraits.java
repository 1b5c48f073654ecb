package io.migri.dialect.postgresql;

import io.migri.dialect.postgresql.connection.PostgresqlKnownServer;
import io.migri.dialect.postgresql.effect.PostgresqlTransactionRules;
import io.migri.dialect.postgresql.language.PostgresqlWords;
import io.migri.dialect.postgresql.state.PostgresqlSchemaToCome;
import io.migri.spi.script.StatementTraits;
import java.util.Optional;

/** What is seldom asked of a statement. */
record PostgresqlStatementTraits(String statement, PostgresqlKnownServer server, PostgresqlSchemaToCome schemaToCome)
        implements StatementTraits {

    @Override
    public Optional<String> beyondServer() {
        return server.features().missing(statement).map(feature -> feature + ", and this server is " + server.name());
    }

    @Override
    public boolean makesMissingSchema() {
        return schemaToCome.isMadeBy(new PostgresqlWords(statement));
    }

    @Override
    public boolean mayLeaveRemains() {
        return PostgresqlTransactionRules.mayLeaveRemains(statement);
    }
}
