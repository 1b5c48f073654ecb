package io.migri.dialect.mysql.use;

import io.migri.dialect.mysql.language.MySqlParts;
import java.util.Set;
import java.util.function.Predicate;

/** Tells expressions that give the same in a new session, whatever the data are by now. */
final class MySqlConstants {
    /** They depend on their arguments, the database in use and the server alone. */
    private static final Set<String> PURE = Set.of(
            "CONCAT",
            "CONCAT_WS",
            "REPLACE",
            "TRIM",
            "UPPER",
            "LOWER",
            "IF",
            "IFNULL",
            "COALESCE",
            "NULLIF",
            "CAST",
            "CONVERT",
            "LEFT",
            "RIGHT",
            "SUBSTRING",
            "SUBSTR",
            "REPEAT",
            "HEX",
            "UNHEX",
            "DATABASE",
            "SCHEMA",
            "VERSION");

    private static final Set<String> WORDS = Set.of(
            "NULL", "TRUE", "FALSE", "DEFAULT", "ON", "OFF", "AS", "USING", "CHAR", "SIGNED", "UNSIGNED", "COLLATE");

    /** Of the variables of the server, those that report what was done, the time, or the connection. */
    private static final Set<String> VOLATILE = Set.of(
            "last_insert_id",
            "identity",
            "insert_id",
            "warning_count",
            "error_count",
            "timestamp",
            "rand_seed1",
            "rand_seed2",
            "pseudo_thread_id",
            "in_transaction",
            "last_gtid",
            "gtid_executed",
            "gtid_purged",
            "gtid_next",
            "gtid_current_pos",
            "gtid_binlog_pos",
            "gtid_slave_pos",
            "external_user",
            "proxy_user",
            "statement_id",
            "transaction_allow_batching");

    private MySqlConstants() {}

    /**
     * Whether the value of a setting is one, where a single word is a text: {@code SET sql_mode = ANSI}.
     *
     * @param variable whether the user variable of that name is known to be one, too
     */
    static boolean isSetting(MySqlParts value, Predicate<String> variable) {
        return (value.size() == 1 && value.isName(0)) || is(value, variable);
    }

    /** @param variable whether the user variable of that name is known to be one, too */
    static boolean is(MySqlParts value, Predicate<String> variable) {
        int i = 0;
        while (i < value.size()) {
            if (value.at(i, "@", "@")) {
                if (VOLATILE.contains(value.systemVariable(i))) {
                    return false;
                }
                i = value.endOfName(i + 2);
            } else if (value.word(i).equals("@")) {
                if (!variable.test(value.variable(i))) {
                    return false;
                }
                i = value.endOfVariable(i);
            } else if (isPlain(value, i)) {
                i++;
            } else {
                return false;
            }
        }
        return !value.isEmpty();
    }

    private static boolean isPlain(MySqlParts value, int at) {
        if (!value.isName(at)) {
            return true; // a text or a symbol
        }
        String word = value.word(at);
        if (word.isEmpty() || value.at(at + 1, ".") || value.at(at - 1, ".")) {
            return false; // a quoted name, or one of several parts
        }
        if (value.at(at + 1, "(")) {
            return PURE.contains(word);
        }
        char first = word.charAt(0);
        boolean introduces = value.isText(at + 1) && (first == '_' || word.length() == 1);
        boolean number = first >= '0' && first <= '9';
        boolean characterSet = value.at(at - 1, "USING") || value.at(at - 1, "COLLATE");
        return number || introduces || characterSet || WORDS.contains(word);
    }
}
