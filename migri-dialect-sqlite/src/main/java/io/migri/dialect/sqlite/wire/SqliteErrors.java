package io.migri.dialect.sqlite.wire;

import io.migri.api.DatabaseError;
import io.migri.api.DatabaseError.Kind;
import io.migri.dialect.sqlite.check.SqliteTextRefusal;
import io.migri.dialect.sqlite.connection.SqliteReason;
import io.migri.dialect.sqlite.history.SqliteGuards;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * SQLite's errors in neutral terms. The code is the name of the extended result code, under which the manual has it.
 *
 * @see <a href="https://www.sqlite.org/rescode.html">Result and Error Codes</a>
 */
public final class SqliteErrors {

    private SqliteErrors() {}

    public static DatabaseError explain(SQLException failure, String statement) {
        SQLiteException cause = SqliteReason.cause(failure);
        String message = SqliteReason.message(failure);
        if (cause == null) {
            Kind kind = message.contains("closed") ? Kind.CONNECTION_LOST : Kind.STATEMENT;
            return DatabaseError.of(kind, "SQLITE_ERROR", message);
        }
        Optional<String> guard = SqliteGuards.meaning(statement);
        if (guard.isPresent() && cause.getResultCode() == SQLiteErrorCode.SQLITE_MISMATCH) {
            return DatabaseError.of(Kind.STATEMENT, cause.getResultCode().name(), guard.get());
        }
        if (cause instanceof SqliteTextRefusal refusal) {
            return new DatabaseError(
                    Kind.STATEMENT,
                    cause.getResultCode().name(),
                    message,
                    Optional.empty(),
                    Optional.of(refusal.hint()),
                    OptionalInt.of(refusal.offset()));
        }
        SQLiteErrorCode code = cause.getResultCode();
        OptionalInt offset = statement.isEmpty() ? OptionalInt.empty() : SqliteErrorOffset.find(message, statement);
        return new DatabaseError(kind(code, message), code.name(), message, Optional.empty(), hint(code), offset);
    }

    private static Kind kind(SQLiteErrorCode code, String message) {
        return switch (SQLiteErrorCode.getErrorCode(code.code & 0xFF)) {
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL -> Kind.BUSY;
            case SQLITE_READONLY -> Kind.READ_ONLY;
            case SQLITE_FULL -> Kind.DISK_FULL;
            case SQLITE_IOERR -> code == SQLiteErrorCode.SQLITE_IOERR_WRITE ? Kind.DISK_FULL : Kind.STATEMENT;
            case SQLITE_CANTOPEN, SQLITE_NOTADB -> Kind.UNREACHABLE;
            case SQLITE_PERM, SQLITE_AUTH -> Kind.PRIVILEGE;
            case SQLITE_INTERRUPT -> Kind.CANCELLED;
            case SQLITE_MISUSE -> Kind.CONNECTION_LOST;
            default -> refusesTransaction(message) ? Kind.REFUSES_TRANSACTION : Kind.STATEMENT;
        };
    }

    /**
     * {@code cannot VACUUM from within a transaction}, {@code cannot start a transaction within a transaction}, {@code cannot change
     * into wal mode from within a transaction}, {@code Safety level may not be changed inside a transaction} and the like.
     */
    private static boolean refusesTransaction(String message) {
        return message.endsWith("within a transaction") || message.endsWith("inside a transaction");
    }

    private static Optional<String> hint(SQLiteErrorCode code) {
        return switch (SQLiteErrorCode.getErrorCode(code.code & 0xFF)) {
            case SQLITE_NOTADB ->
                Optional.of(
                        "the file is there, but it is no SQLite database, or an encrypted one; check the database name");
            case SQLITE_READONLY ->
                Optional.of(
                        "SQLite has to be able to write to the file and to its directory, where it keeps a journal");
            case SQLITE_FULL ->
                Optional.of("make room on the disk, or raise max_page_count where the database sets it");
            case SQLITE_CORRUPT -> Optional.of("the file is damaged; see what PRAGMA integrity_check says");
            default -> Optional.empty();
        };
    }
}
