package io.migri.testkit.toy;

import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError;
import io.migri.api.DatabaseError.Kind;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.spi.ConnectionSource;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.spi.Purpose;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SQLite by nothing but JDBC. */
public final class ToyDialect implements Dialect {
    private static final Pattern NEAR = Pattern.compile("near \"([^\"]+)\"");

    @Override
    public String id() {
        return "toy";
    }

    @Override
    public boolean matches(ConnectionConfig config) {
        return config.database().endsWith(".toy");
    }

    @Override
    public boolean matches(Connection connection) throws SQLException {
        return connection.getMetaData().getURL().startsWith("jdbc:sqlite:");
    }

    @Override
    public Connection connect(ConnectionConfig config, Purpose purpose) throws SQLException {
        if (config.host().isPresent() || config.user().isPresent()) {
            throw new MigriException(ErrorCode.CONFIGURATION_INVALID, "a toy has neither host nor user");
        }
        return DriverManager.getConnection("jdbc:sqlite:" + config.database());
    }

    @Override
    public DialectSession session(Connection connection, ConnectionSource others) {
        return new ToySession(connection);
    }

    @Override
    public DatabaseError explain(SQLException failure, String statement) {
        Matcher near = NEAR.matcher(String.valueOf(failure.getMessage()));
        return new DatabaseError(
                kind(failure),
                Integer.toString(failure.getErrorCode()),
                String.valueOf(failure.getMessage()),
                Optional.empty(),
                Optional.empty(),
                near.find() ? OptionalInt.of(statement.indexOf(near.group(1))) : OptionalInt.empty());
    }

    private static Kind kind(SQLException failure) {
        if (String.valueOf(failure.getMessage()).contains("within a transaction")) {
            return Kind.REFUSES_TRANSACTION;
        }
        return switch (failure.getErrorCode() & 0xff) {
            case 5 -> Kind.BUSY;
            case 9 -> Kind.CANCELLED;
            case 14 -> Kind.UNREACHABLE;
            default -> Kind.STATEMENT;
        };
    }
}
