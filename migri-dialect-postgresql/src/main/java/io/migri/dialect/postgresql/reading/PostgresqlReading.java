package io.migri.dialect.postgresql.reading;

import io.migri.dialect.postgresql.language.PostgresqlStatement;
import io.migri.dialect.postgresql.language.PostgresqlStrings;
import io.migri.dialect.postgresql.language.PostgresqlWords;
import java.util.Optional;

/**
 * A statement of a script, for questions that come later: as long as the reader has taken no other one, they are answered from the tokens that
 * it noted.
 *
 * @param turn of the reader, when this was its statement
 * @param standardStrings how its strings were read
 */
public record PostgresqlReading(PostgresqlStatement noted, int turn, boolean standardStrings) {

    /** The statement that the reader has taken last. */
    public static PostgresqlReading of(PostgresqlStatement statement, boolean standardStrings) {
        return new PostgresqlReading(statement, statement.lexemes().turn(), standardStrings);
    }

    /** The statement and its tokens, which are taken anew where the reader has gone on. */
    public PostgresqlStatement statement() {
        return isCurrent() ? noted : PostgresqlStatement.of(noted.text());
    }

    /** Its words, of which no more are taken anew than are asked for. */
    public PostgresqlWords words() {
        return isCurrent() ? noted.words() : new PostgresqlWords(noted.text());
    }

    /** What of it means something; empty where the tokens are gone, or were read otherwise than strings are read now. */
    public Optional<String> canonical(PostgresqlStrings now) {
        return isCurrent() && now.standard() == standardStrings
                ? PostgresqlCanonicalText.noted(noted, now)
                : Optional.empty();
    }

    private boolean isCurrent() {
        return noted.lexemes().turn() == turn;
    }
}
