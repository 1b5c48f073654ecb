package com.example.migri.h2;

import io.migri.spi.support.language.Token;
import io.migri.spi.support.session.Query;
import io.migri.spi.support.session.TransactionWatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Within a transaction a definition commits, and H2 goes on in another: the number of the transaction tells the two apart. */
record H2Watch(Connection connection) implements TransactionWatch {
    private static final Set<String> HARMLESS =
            Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "SELECT", "VALUES", "WITH", "BEGIN", "COMMIT", "ROLLBACK");

    /** {@code BEGIN} ends the mode in which each statement commits, until the transaction's end. */
    @Override
    public boolean open() throws SQLException {
        return !connection.getAutoCommit();
    }

    @Override
    public boolean mayReplace(String statement) {
        List<Token> first = H2Sense.LEXICON.tokens(statement, 1);
        return !first.isEmpty() && !HARMLESS.contains(first.get(0).value());
    }

    @Override
    public Optional<String> identity() throws SQLException {
        return new Query(connection).text("SELECT TRANSACTION_ID()");
    }
}
