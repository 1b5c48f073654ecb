package io.migri.dialect.postgresql.database;

import io.migri.dialect.postgresql.wire.PostgresqlErrors;
import java.io.EOFException;
import java.net.SocketException;
import java.sql.SQLException;
import java.util.Set;
import javax.net.ssl.SSLException;

/** Which failures to connect may go away by themselves. */
public final class PostgresqlComingUp {
    /**
     * Nobody listens, or the connection broke off; the server starts or stops; it has no connection left
     * (<a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">error codes</a>).
     */
    private static final Set<String> PASSING = Set.of("08001", "08006", "57P01", "57P02", "57P03", "53300");

    /** PgBouncer has this for all that it has to say. */
    private static final String OF_PROXY = "08P01";

    private PostgresqlComingUp() {}

    public static boolean isPossible(SQLException failure) {
        String code = String.valueOf(failure.getSQLState());
        if (code.equals(OF_PROXY)) {
            String text = PostgresqlErrors.explain(failure, "").message();
            return text.contains("cannot connect to server") || text.contains("server login");
        }
        return PASSING.contains(code) && !isRefusedEncryption(failure);
    }

    /** A handshake that broke off is that of a server which went away. */
    private static boolean isRefusedEncryption(SQLException failure) {
        boolean refused = false;
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof EOFException || cause instanceof SocketException) {
                return false;
            }
            refused |= cause instanceof SSLException;
        }
        return refused;
    }
}
