package io.migri.dialect.postgresql.wire;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Optional;

/** Errors whose cure is a setting of the server, the session or the driver, where the server gives no hint itself. */
final class PostgresqlSettingHints {

    private PostgresqlSettingHints() {}

    /** The setting behind an error; texts are those of a server that speaks English. */
    static Optional<String> of(String code, String text) {
        return switch (code) {
            // one code for whoever cancels a statement and for the server's own limit
            case "57014" -> text.contains("statement timeout") ? limit("It", "statement_timeout") : Optional.empty();
            // and one for that limit and for NOWAIT
            case "55P03" ->
                text.contains("lock timeout") ? limit("The wait for a lock", "lock_timeout") : Optional.empty();
            case "25P04" -> limit("The transaction", "transaction_timeout");
            case "25P03" -> limit("A pause within the transaction", "idle_in_transaction_session_timeout");
            case "57P05" -> limit("A pause", "idle_session_timeout");
            case "53400" ->
                Optional.of(
                        "The limit that the message names is a setting of this user, database or server, such as temp_file_limit.");
            default -> Optional.empty();
        };
    }

    /** The property that made the driver give up. */
    static Optional<String> ofDriver(SQLException thrown) {
        for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return Optional.of(
                        "The driver waited no longer for an answer: its property socketTimeout counts seconds, and 0 is without limit.");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> limit(String what, String setting) {
        return Optional.of(what + " took longer than the setting " + setting
                + " of this user, database or server allows (SHOW " + setting + "). A file can lift it for itself: SET "
                + setting + " = 0.");
    }
}
