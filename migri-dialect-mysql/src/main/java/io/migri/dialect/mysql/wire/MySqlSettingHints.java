package io.migri.dialect.mysql.wire;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Optional;

/** Errors whose cure is a setting of the server, the session or the driver. */
final class MySqlSettingHints {
    private static final String TOO_LARGE = "Packet for query is too large";

    private MySqlSettingHints() {}

    /** The setting behind an error of that number. */
    static Optional<String> of(SQLException error) {
        return switch (error.getErrorCode()) {
            case 0 -> ofDriver(error);
            case 1153, 1162, 1301 -> packet();
            case 1205 ->
                hint(
                        "Another session held the lock longer than innodb_lock_wait_timeout (rows) or lock_wait_timeout (tables)"
                                + " allows; both count seconds (SHOW VARIABLES LIKE '%lock_wait_timeout').");
            case 1969 ->
                hint(
                        "It took longer than the setting max_statement_time allows, in seconds. A file can lift it for itself:"
                                + " SET max_statement_time = 0.");
            case 3024 ->
                hint(
                        "It took longer than the setting max_execution_time allows, in milliseconds. A file can lift it for itself:"
                                + " SET max_execution_time = 0.");
            case 1159, 1160, 1161 ->
                hint("The server waited longer for this side than net_read_timeout or net_write_timeout allows.");
            case 1114 ->
                hint(
                        "On a MEMORY table the limit is max_heap_table_size, elsewhere the disk or the data file's limit.");
            case 1206 ->
                hint("The locks need more memory: raise innodb_buffer_pool_size, or change fewer rows at once.");
            case 1038 -> hint("Raise sort_buffer_size for this session: SET sort_buffer_size = ….");
            case 1175 ->
                hint("The setting sql_safe_updates is on. A file can lift it for itself: SET sql_safe_updates = 0.");
            case 1148, 3948, 4166 ->
                hint(
                        "LOAD DATA LOCAL needs local_infile = ON at the server and the driver's property allowLoadLocalInfile=true.");
            case 4031 ->
                hint(
                        "The session was idle longer than wait_timeout allows. A file can raise it for itself: SET wait_timeout = ….");
            default -> Optional.empty();
        };
    }

    private static Optional<String> ofDriver(SQLException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException && isRead(cause)) {
                return hint(
                        "The driver waited no longer for an answer: its property socketTimeout counts milliseconds, and 0 is without"
                                + " limit.");
            }
        }
        String message = String.valueOf(error.getMessage());
        return message.contains(TOO_LARGE) ? packet() : Optional.empty();
    }

    private static boolean isRead(Throwable timeout) {
        return String.valueOf(timeout.getMessage()).contains("Read");
    }

    private static Optional<String> packet() {
        return hint(
                "Raise max_allowed_packet at the server (SET GLOBAL max_allowed_packet = …, for new sessions), or split the"
                        + " statement.");
    }

    private static Optional<String> hint(String text) {
        return Optional.of(text);
    }
}
