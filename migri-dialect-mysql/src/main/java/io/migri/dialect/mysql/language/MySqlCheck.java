package io.migri.dialect.mysql.language;

import java.util.List;

/**
 * A check that stops a script in words. Nothing else is possible outside of a routine: what is prepared is the complaint itself, and the server
 * quotes it as what it does not understand.
 */
public final class MySqlCheck {
    private MySqlCheck() {}

    /** Statements that fail with {@code complaint}, of plain letters, unless {@code condition} holds. */
    public static List<String> require(String condition, String complaint) {
        return List.of(
                "set @`migri check` = if(" + condition + ", 'do 0', " + MySqlText.literal(complaint) + ")",
                "prepare `migri check` from @`migri check`",
                "deallocate prepare `migri check`");
    }
}
