package io.migri.dialect.postgresql.wire;

import io.migri.api.DatabaseError;
import io.migri.api.DatabaseError.Kind;
import io.migri.dialect.postgresql.language.PostgresqlWords;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.GT;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What PostgreSQL's errors mean
 * (<a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">error codes</a>).
 */
public final class PostgresqlErrors {
    public static final String UNDEFINED_TABLE = "42P01";
    public static final String PRIVILEGE = "42501";
    private static final String CANCELLED = "57014";
    private static final String UNKNOWN = "XX000";

    private PostgresqlErrors() {}

    public static DatabaseError explain(SQLException failure, String statement) {
        SQLException thrown = failure instanceof PostgresqlFailure placed ? placed.failure() : failure;
        ServerErrorMessage message = thrown instanceof PSQLException e ? e.getServerErrorMessage() : null;
        String code = Optional.ofNullable(thrown.getSQLState()).orElse(UNKNOWN);
        return message == null
                ? ofDriver(thrown, code, offset(failure, null, statement))
                : ofServer(message, code, statement, offset(failure, message, statement));
    }

    /** The driver complains of rows that {@code COPY … TO stdout} returns, and drops them, while the server carries on. */
    public static boolean isRowsOfCopy(SQLException error) {
        return error instanceof PSQLException complaint
                && complaint.getServerErrorMessage() == null
                && "0A000".equals(complaint.getSQLState());
    }

    /** The index in {@code text} of the server's {@code position}, which counts characters, not Java's halves of them, from 1. */
    static int index(String text, int position) {
        return position < 1 || position > text.codePointCount(0, text.length()) + 1
                ? -1
                : text.offsetByCodePoints(0, position - 1);
    }

    private static OptionalInt offset(SQLException failure, @Nullable ServerErrorMessage message, String statement) {
        if (statement.isEmpty()) {
            return OptionalInt.empty();
        }
        if (failure instanceof PostgresqlFailure placed) {
            return placed.offset();
        }
        int index = message == null ? -1 : index(statement, message.getPosition());
        return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
    }

    private static DatabaseError ofServer(
            ServerErrorMessage message, String code, String statement, OptionalInt offset) {
        String text = Optional.ofNullable(message.getMessage()).orElse(code);
        String where = Optional.ofNullable(message.getWhere()).orElse("");
        boolean copying = where.startsWith("COPY ");
        boolean tooLate = code.equals("25001") && isSet(statement);
        return new DatabaseError(
                tooLate ? Kind.TRANSACTION_BEGUN : kind(code),
                code,
                copying ? text + " (" + firstLine(where) + ")" : text,
                detail(message.getDetail(), copying ? "" : where),
                tooLate
                        ? Optional.of("Make it the first statement of its transaction.")
                        : Optional.ofNullable(message.getHint())
                                .or(() -> readOnlyHint(code))
                                .or(() -> ownHint(code, statement))
                                .or(() -> startupHint(text))
                                .or(() -> PostgresqlSettingHints.of(code, text))
                                .or(() -> variableHint(code, statement, offset)),
                offset);
    }

    /** The error is the same for a standby and for a setting. */
    private static Optional<String> readOnlyHint(String code) {
        return code.equals("25006")
                ? Optional.of(
                        "Either this server is a standby (SELECT pg_is_in_recovery()), or transactions are read only by a setting of"
                                + " this user, database or server (SHOW default_transaction_read_only). A file can lift the setting for"
                                + " itself: SET default_transaction_read_only = off, as its first statement.")
                : Optional.empty();
    }

    /** Checks of Migri's divide by zero. */
    private static Optional<String> ownHint(String code, String statement) {
        if (!code.equals("22012")) {
            return Optional.empty();
        }
        if (statement.endsWith(PostgresqlOwnChecks.RECORDED)) {
            return Optional.of(
                    "The row was not written to the history: a rule or a trigger on that table took it. Remove that.");
        }
        return statement.endsWith(PostgresqlOwnChecks.LOCKED)
                ? Optional.of(
                        "This session no longer has the lock that keeps other runs out: the migration gave it up.")
                : Optional.empty();
    }

    /** In PgBouncer's words, which knows few parameters and refuses the others, those of the driver too. */
    private static Optional<String> startupHint(String text) {
        return text.startsWith("unsupported startup parameter")
                ? Optional.of(
                        "This is a connection pool. Connect to the server itself, or have the pool take the parameter:"
                                + " ignore_startup_parameters in pgbouncer.ini.")
                : Optional.empty();
    }

    /** What psql would have replaced before it sent the statement. */
    private static Optional<String> variableHint(String code, String statement, OptionalInt offset) {
        int place = offset.orElse(statement.length());
        if (!code.equals("42601") || place + 1 >= statement.length() || statement.charAt(place) != ':') {
            return Optional.empty();
        }
        char first = statement.charAt(place + 1);
        return Character.isJavaIdentifierPart(first) || first == '\'' || first == '"' || first == '{'
                ? Optional.of("This is a variable of psql, which only psql replaces: write its value instead.")
                : Optional.empty();
    }

    /** {@code SET TRANSACTION} comes too late, which running it outside of a transaction would not fix. */
    private static boolean isSet(String statement) {
        return new PostgresqlWords(statement).next().equals("SET");
    }

    private static Optional<String> detail(@Nullable String detail, String where) {
        if (detail == null) {
            return where.isEmpty() ? Optional.empty() : Optional.of(where);
        }
        return Optional.of(where.isEmpty() ? detail : detail + "\n" + where);
    }

    private static DatabaseError ofDriver(SQLException thrown, String code, OptionalInt offset) {
        Kind kind = code.equals("08004") ? rejection(thrown) : kind(code);
        String message =
                switch (kind) {
                    case UNREACHABLE -> unreachable(thrown);
                    case AUTHENTICATION -> authentication(thrown);
                    case CONNECTION_LOST -> "the connection to the server was lost";
                    default -> firstLine(text(thrown));
                };
        Optional<String> hint =
                kind == Kind.CONNECTION_LOST ? PostgresqlSettingHints.ofDriver(thrown) : Optional.empty();
        return new DatabaseError(kind, code, message, Optional.empty(), hint, offset);
    }

    /** The driver has one code for a server that wants a password and for one that has no TLS; its text is translated. */
    private static Kind rejection(SQLException thrown) {
        String text = text(thrown);
        return text.contains("SSL") || text.contains("GSS") ? Kind.UNREACHABLE : Kind.AUTHENTICATION;
    }

    private static String unreachable(SQLException thrown) {
        for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException) {
                return "nothing answers there (connection refused)";
            }
            if (cause instanceof UnknownHostException) {
                return "there is no host of that name";
            }
            if (cause instanceof SocketTimeoutException) {
                return "the host does not answer";
            }
        }
        String text = firstLine(text(thrown));
        if (text.equals(GT.tr("Connection attempt timed out."))) {
            return "the server did not let the user in within the limit (the driver's property loginTimeout)";
        }
        Throwable cause = thrown.getCause();
        return cause == null || cause.getMessage() == null ? text : text + " " + firstLine(cause.getMessage());
    }

    private static String authentication(SQLException thrown) {
        return text(thrown).contains("empty")
                ? "the server wants a password, and none was given"
                : firstLine(text(thrown));
    }

    private static Kind kind(String code) {
        return switch (code) {
            case "25001", "2D000" -> Kind.REFUSES_TRANSACTION;
            case "55P04" -> Kind.NEEDS_COMMIT;
            case "55006" -> Kind.PENDING_TRIGGERS;
            case "08001", "08004", "57P03", "53300" -> Kind.UNREACHABLE;
            case "57P01", "57P04", "57P05", "25P03", "25P04" -> Kind.SESSION_ENDED;
            case "57P02" -> Kind.CONNECTION_LOST;
            case "3D000" -> Kind.UNKNOWN_DATABASE;
            case PRIVILEGE -> Kind.PRIVILEGE;
            case "55P03", "40P01", "40001" -> Kind.BUSY;
            case "25006" -> Kind.READ_ONLY;
            case "53100" -> Kind.DISK_FULL;
            case CANCELLED -> Kind.CANCELLED;
            default -> ofClass(code);
        };
    }

    private static Kind ofClass(String code) {
        if (code.startsWith("08")) {
            return Kind.CONNECTION_LOST;
        }
        return code.startsWith("28") ? Kind.AUTHENTICATION : Kind.STATEMENT;
    }

    private static String text(SQLException thrown) {
        return Optional.ofNullable(thrown.getMessage()).orElse("the driver gave no reason");
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end).stripTrailing();
    }
}
