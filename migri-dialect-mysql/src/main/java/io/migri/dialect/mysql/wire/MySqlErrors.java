package io.migri.dialect.mysql.wire;

import io.migri.api.DatabaseError;
import io.migri.api.DatabaseError.Kind;
import io.migri.spi.wire.StatementFailedException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What the servers' error numbers mean; see the <a
 * href="https://dev.mysql.com/doc/mysql-errors/9.7/en/server-error-reference.html">error reference</a> and <a
 * href="https://mariadb.com/kb/en/mariadb-error-code-reference/">MariaDB's</a>.
 */
public final class MySqlErrors {
    private static final String NEVER_ANSWERED = "has not received any packets from the server";
    private static final String GENERAL = "HY000";
    private static final String KEY_RETRIEVAL = "Public Key Retrieval is not allowed";

    private MySqlErrors() {}

    public static DatabaseError explain(SQLException failure, String statement) {
        SQLException error = failure instanceof StatementFailedException failed ? failed.failure() : failure;
        if (message(error).contains(KEY_RETRIEVAL)) {
            return keyRetrieval(error);
        }
        Kind kind = kind(error);
        if (error.getErrorCode() == 0 && (kind == Kind.UNREACHABLE || kind == Kind.CONNECTION_LOST)) {
            return new DatabaseError(
                    kind,
                    state(error),
                    networkMessage(error, kind),
                    Optional.empty(),
                    MySqlSettingHints.of(error),
                    OptionalInt.empty());
        }
        OptionalInt offset = offset(error, statement);
        return new DatabaseError(
                kind,
                code(error),
                offset.isEmpty()
                        ? message(error)
                        : MySqlErrorOffset.withoutNextStatements(message(error), statement, offset.getAsInt()),
                Optional.empty(),
                MySqlPartitionName.hint(error).or(() -> MySqlSettingHints.of(error)),
                offset);
    }

    /** The server's number, or what the driver has in place of it; a failure of neither has the standard's general state. */
    private static String code(SQLException error) {
        if (error.getErrorCode() != 0) {
            return Integer.toString(error.getErrorCode());
        }
        return state(error).isBlank() ? GENERAL : state(error);
    }

    /** Whether the connection is gone. */
    public static boolean isLost(SQLException error) {
        Kind kind = explain(error, "").kind();
        return kind == Kind.CONNECTION_LOST || kind == Kind.SESSION_ENDED;
    }

    private static Kind kind(SQLException error) {
        return switch (error.getErrorCode()) {
            case 0 -> networkKind(error);
            // Unknown account, host not allowed, password expired.
            case 1045, 1130, 1251, 1524, 1698, 1820, 1862, 3118, 4151 -> Kind.AUTHENTICATION;
            case 1049 -> Kind.UNKNOWN_DATABASE;
            case 1044, 1095, 1142, 1143, 1227, 1370, 1410, 1419 -> Kind.PRIVILEGE;
            // Too many connections, host blocked.
            case 1040, 1129, 1203, 1226 -> Kind.UNREACHABLE;
            case 1205, 1213, 3572 -> Kind.BUSY;
            case 1290, 1792, 1836, 3989 -> Kind.READ_ONLY;
            case 1021, 1114 -> Kind.DISK_FULL;
            case 1030 -> message(error).contains("28") ? Kind.DISK_FULL : Kind.STATEMENT;
            case 1317, 1969, 3024 -> Kind.CANCELLED;
            // Shutdown in progress, connection killed.
            case 1053, 1927, 3169 -> Kind.SESSION_ENDED;
            // Gone away, lost during query, idle for too long.
            case 2006, 2013, 4031 -> Kind.CONNECTION_LOST;
            case 1192, 1568, 1694, 1695, 1766, 1767, 1778, 1779 -> Kind.REFUSES_TRANSACTION;
            default -> state(error).startsWith("08") ? Kind.CONNECTION_LOST : Kind.STATEMENT;
        };
    }

    private static Kind networkKind(SQLException error) {
        if (!state(error).startsWith("08")) {
            return Kind.STATEMENT;
        }
        boolean neverAnswered = message(error).contains(NEVER_ANSWERED)
                || state(error).equals("08001")
                || cause(error, UnknownHostException.class) != null
                || encryption(error) != null;
        return neverAnswered ? Kind.UNREACHABLE : Kind.CONNECTION_LOST;
    }

    /** The driver says how long ago the last packet was, but not what happened. */
    private static String networkMessage(SQLException error, Kind kind) {
        Exception encryption = encryption(error);
        if (encryption != null) {
            return "no encrypted connection could be made: " + encryption.getMessage();
        }
        UnknownHostException host = cause(error, UnknownHostException.class);
        if (host != null) {
            return String.valueOf(host.getMessage());
        }
        if (cause(error, ConnectException.class) != null) {
            return "nothing answers there (connection refused)";
        }
        Throwable reason = cause(error, SocketException.class);
        if (reason == null) {
            reason = cause(error, SocketTimeoutException.class);
        }
        if (reason != null) {
            return String.valueOf(reason.getMessage());
        }
        if (kind == Kind.CONNECTION_LOST) {
            return "the connection to the server was lost";
        }
        return message(error).contains(NEVER_ANSWERED) ? "nothing like a MySQL server answered" : message(error);
    }

    /** The driver compares the names of servers itself. */
    private static @Nullable Exception encryption(SQLException error) {
        SSLException encryption = cause(error, SSLException.class);
        return encryption != null ? encryption : cause(error, CertificateException.class);
    }

    private static DatabaseError keyRetrieval(SQLException error) {
        return new DatabaseError(
                Kind.AUTHENTICATION,
                state(error),
                "the server wants the password encrypted with its public key, which the driver may not ask for on a connection"
                        + " without TLS",
                Optional.empty(),
                Optional.of(
                        "connect with TLS (sslMode=REQUIRED), or set the connection property allowPublicKeyRetrieval=true where"
                                + " the network can be trusted"),
                OptionalInt.empty());
    }

    private static OptionalInt offset(SQLException error, String statement) {
        return statement.isEmpty()
                ? OptionalInt.empty()
                : MySqlErrorOffset.of(error.getErrorCode(), message(error), statement);
    }

    private static <T> @Nullable T cause(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    /** What the server wrote, without the driver's decoration. */
    public static String serverMessage(SQLException error) {
        return message(error);
    }

    private static String message(SQLException error) {
        String message = error.getMessage();
        String decoration = "Data truncation: ";
        if (message == null) {
            return error.getClass().getSimpleName();
        }
        return message.startsWith(decoration) ? message.substring(decoration.length()) : message;
    }

    private static String state(SQLException error) {
        String state = error.getSQLState();
        return state == null ? "" : state;
    }
}
