package com.example.migri.h2;

import io.migri.api.DatabaseError;
import io.migri.api.DatabaseError.Kind;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import org.h2.api.ErrorCode;
import org.h2.jdbc.JdbcException;

/** What an exception of H2's driver means. */
final class H2Errors {
    private static final String MARK = "[*]";
    private static final String QUOTED = "SQL statement \"";

    private H2Errors() {}

    static DatabaseError explain(SQLException failure, String statement) {
        String message = message(failure);
        return new DatabaseError(
                kind(failure.getErrorCode()),
                String.valueOf(failure.getSQLState()),
                message.replace(MARK, ""),
                Optional.empty(),
                Optional.empty(),
                offset(message, statement));
    }

    /** Without the statement, which H2 repeats behind its message. */
    private static String message(SQLException failure) {
        Throwable thrown = failure;
        while (thrown.getCause() != null && !(thrown instanceof JdbcException)) {
            thrown = thrown.getCause();
        }
        return thrown instanceof JdbcException own ? own.getOriginalMessage() : String.valueOf(failure.getMessage());
    }

    private static Kind kind(int code) {
        return switch (code) {
            case ErrorCode.CONNECTION_BROKEN_1,
                    ErrorCode.DATABASE_IS_CLOSED,
                    ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
                    ErrorCode.OBJECT_CLOSED -> Kind.CONNECTION_LOST;
            case ErrorCode.WRONG_USER_OR_PASSWORD -> Kind.AUTHENTICATION;
            case ErrorCode.IO_EXCEPTION_1,
                    ErrorCode.IO_EXCEPTION_2,
                    ErrorCode.ERROR_OPENING_DATABASE_1,
                    ErrorCode.FILE_CREATION_FAILED_1,
                    ErrorCode.DATABASE_ALREADY_OPEN_1 -> Kind.UNREACHABLE;
            case ErrorCode.LOCK_TIMEOUT_1, ErrorCode.DEADLOCK_1, ErrorCode.CONCURRENT_UPDATE_1 -> Kind.BUSY;
            case ErrorCode.STATEMENT_WAS_CANCELED -> Kind.CANCELLED;
            case ErrorCode.DATABASE_IS_READ_ONLY -> Kind.READ_ONLY;
            case ErrorCode.NOT_ENOUGH_RIGHTS_FOR_1, ErrorCode.ADMIN_RIGHTS_REQUIRED -> Kind.PRIVILEGE;
            default -> Kind.STATEMENT;
        };
    }

    /** H2 marks the place in the statement, in which it writes control characters as four digits behind a backslash. */
    private static OptionalInt offset(String message, String statement) {
        int from = message.indexOf(QUOTED);
        int mark = message.indexOf(MARK, Math.max(0, from));
        if (from < 0 || mark < 0) {
            return OptionalInt.empty();
        }
        int offset = 0;
        for (int at = from + QUOTED.length(); at < mark; offset++) {
            boolean escaped = message.charAt(at) == '\\';
            at += !escaped ? 1 : message.charAt(at + 1) == '\\' ? 2 : 5;
        }
        return offset <= statement.length() ? OptionalInt.of(offset) : OptionalInt.empty();
    }
}
