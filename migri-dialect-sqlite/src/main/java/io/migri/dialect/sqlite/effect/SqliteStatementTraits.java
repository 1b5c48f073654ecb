package io.migri.dialect.sqlite.effect;

import io.migri.dialect.sqlite.connection.SqliteFeatures;
import io.migri.dialect.sqlite.language.SqliteCanonicalText;
import io.migri.dialect.sqlite.language.SqliteStatement;
import io.migri.dialect.sqlite.language.SqliteTokens;
import io.migri.spi.script.StatementTraits;
import java.util.Optional;

/**
 * What is seldom asked of a statement.
 *
 * @param library such as {@code sqlite 3.54.1}
 */
public record SqliteStatementTraits(SqliteStatement statement, SqliteFeatures features, String library)
        implements StatementTraits {

    @Override
    public Optional<String> beyondServer() {
        return features.missing(statement).map(feature -> feature + ", and this library is " + library);
    }

    @Override
    public Optional<String> canonical() {
        return statement.isNoted() ? Optional.of(SqliteCanonicalText.of(statement)) : Optional.empty();
    }

    /** Outside of a transaction it begins one, which the end of its own would end. */
    @Override
    public Optional<String> refusedAlone() {
        SqliteTokens tokens = statement.tokens();
        return tokens.next() && tokens.is("SAVEPOINT")
                ? Optional.of(
                        "SAVEPOINT begins a transaction here, but in a file without transaction each statement is one by"
                                + " itself; write BEGIN in front of it, and COMMIT after its RELEASE")
                : Optional.empty();
    }

    @Override
    public Optional<String> beginning() {
        return Optional.of(SqliteTransactionRules.beginning(statement));
    }
}
