package io.migri.dialect.mysql.effect;

import io.migri.dialect.mysql.language.MySqlAssignments.Assignment;
import io.migri.spi.script.TransactionEffect;
import java.util.List;
import java.util.Optional;

/**
 * How statements get on with a transaction, by their first words; see <a
 * href="https://dev.mysql.com/doc/refman/9.7/en/implicit-commit.html">statements that cause an implicit commit</a> and <a
 * href="https://mariadb.com/kb/en/sql-statements-that-cause-an-implicit-commit/">MariaDB's list</a>. Where the two differ a
 * statement counts as committing, which is always safe.
 *
 * <p>{@code CALL}, {@code EXECUTE} and MariaDB's compound statements commit if what they run does; that shows only afterwards.
 */
final class MySqlTransactionRules {
    private MySqlTransactionRules() {}

    /** The effect of the statement whose first words, in upper case, are {@code words}. */
    static TransactionEffect effect(List<String> words) {
        return switch (word(words, 0)) {
            case "CREATE" -> create(words);
            case "DROP" -> drop(words);
            case "ALTER",
                    "RENAME",
                    "TRUNCATE",
                    "GRANT",
                    "REVOKE",
                    "OPTIMIZE",
                    "REPAIR",
                    "CHECK",
                    "FLUSH",
                    "RESET",
                    "INSTALL",
                    "UNINSTALL",
                    "CACHE",
                    "IMPORT",
                    "CLONE",
                    "BACKUP",
                    "CHANGE",
                    "STOP" -> TransactionEffect.ENDS_IT;
            case "LOCK", "UNLOCK" -> endsUnless(word(words, 1).equals("INSTANCE"));
            case "ANALYZE" ->
                endsUnless(!List.of("TABLE", "TABLES", "LOCAL", "NO_WRITE_TO_BINLOG")
                        .contains(word(words, 1)));
            case "LOAD" -> endsUnless(!word(words, 1).equals("INDEX"));
            case "START" ->
                word(words, 1).equals("TRANSACTION") ? TransactionEffect.BEGINS_BLOCK : TransactionEffect.ENDS_IT;
            case "BEGIN" ->
                words.size() == 1 || word(words, 1).equals("WORK")
                        ? TransactionEffect.BEGINS_BLOCK
                        : TransactionEffect.MAY_END_IT;
            case "CALL", "EXECUTE", "IF", "CASE", "LOOP", "WHILE", "REPEAT", "FOR" -> TransactionEffect.MAY_END_IT;
            case "COMMIT" -> TransactionEffect.COMMITS_BLOCK;
            case "ROLLBACK" -> words.contains("TO") ? TransactionEffect.NONE : TransactionEffect.ROLLS_BACK_BLOCK;
            case "SET" -> set(words);
            default -> TransactionEffect.NONE;
        };
    }

    /** The effect of a {@code SET} that assigns variables. */
    static TransactionEffect effectOf(List<Assignment> assignments) {
        boolean automatic = false;
        for (Assignment assignment : assignments) {
            automatic |= isAutocommit(assignment);
            if (!assignment.global() && refusedInTransaction(assignment.name())) {
                return TransactionEffect.SESSION_ONLY;
            }
        }
        return automatic ? TransactionEffect.REDUNDANT : TransactionEffect.NONE;
    }

    /** Why a {@code SET} with these assignments cannot be part of a migration; empty where it can. */
    static Optional<String> refusalOf(List<Assignment> assignments) {
        boolean automatic = assignments.stream().anyMatch(MySqlTransactionRules::isAutocommit);
        boolean others = assignments.stream()
                .anyMatch(each -> !isAutocommit(each) && !each.name().startsWith("@"));
        boolean releases = assignments.stream().anyMatch(MySqlTransactionRules::releases);
        if (releases) {
            return Optional.of(
                    "completion_type = RELEASE has a COMMIT end the connection, which Migri still needs; leave it out");
        }
        return automatic && others
                ? Optional.of(
                        "SET changes autocommit together with other variables; Migri begins and commits the transactions, so"
                                + " leave autocommit out or set the others in a statement of their own")
                : Optional.empty();
    }

    /** Why the statement cannot be part of a migration; empty where it can. */
    public static Optional<String> refusal(List<String> words) {
        String first = word(words, 0);
        boolean ends = first.equals("COMMIT") || first.equals("ROLLBACK");
        if (ends && follows(words, "RELEASE")) {
            return Optional.of(first + " RELEASE ends the connection, which Migri still needs; write " + first);
        }
        if (first.equals("XA") && !word(words, 1).equals("RECOVER")) {
            return Optional.of(
                    "XA transactions cannot be part of a migration, which is a transaction itself; leave XA out");
        }
        return Optional.empty();
    }

    private static boolean follows(List<String> words, String word) {
        int at = words.indexOf(word);
        return at > 0 && !words.get(at - 1).equals("NO") && !words.contains("TO");
    }

    /**
     * Whether a {@code COMMIT} or {@code ROLLBACK} begins another transaction.
     *
     * @param byItself whether one that says nothing does so
     */
    static boolean chains(List<String> words, boolean byItself) {
        return words.contains("CHAIN") ? follows(words, "CHAIN") : byItself;
    }

    /** Whether the statement is {@code CREATE TEMPORARY TABLE}. */
    static boolean makesTemporaryTable(List<String> words) {
        int kind = word(words, 1).equals("OR") ? 3 : 1;
        return word(words, 0).equals("CREATE")
                && word(words, kind).equals("TEMPORARY")
                && word(words, kind + 1).equals("TABLE");
    }

    /** Whether the statement takes locks that last until {@code UNLOCK TABLES}. */
    static boolean locksTables(List<String> words) {
        return switch (word(words, 0)) {
            case "LOCK" -> !word(words, 1).equals("INSTANCE");
            case "FLUSH" -> words.contains("TABLES") || words.contains("TABLE");
            default -> false;
        };
    }

    /** Whether the statement lets everybody read only, itself included, until {@code UNLOCK TABLES}. */
    static boolean locksForReading(List<String> words) {
        return word(words, 0).equals("FLUSH") && locksTables(words);
    }

    static boolean unlocksTables(List<String> words) {
        return word(words, 0).equals("UNLOCK") && word(words, 1).startsWith("TABLE");
    }

    private static TransactionEffect create(List<String> words) {
        return endsUnless(makesTemporaryTable(words));
    }

    private static TransactionEffect drop(List<String> words) {
        return endsUnless(word(words, 1).equals("TEMPORARY") || word(words, 1).equals("PREPARE"));
    }

    private static TransactionEffect set(List<String> words) {
        return switch (word(words, 1)) {
            case "PASSWORD", "DEFAULT" -> TransactionEffect.ENDS_IT;
            // Without SESSION or GLOBAL it is about the next transaction, and refused within one.
            case "TRANSACTION" -> TransactionEffect.SESSION_ONLY;
            case "STATEMENT" ->
                words.contains("FOR")
                        ? effect(words.subList(words.indexOf("FOR") + 1, words.size()))
                        : TransactionEffect.NONE;
            default -> TransactionEffect.NONE;
        };
    }

    private static boolean releases(Assignment assignment) {
        String value = assignment.value().text(0);
        return !assignment.global()
                && assignment.name().equals("completion_type")
                && (value.equals("2") || value.equalsIgnoreCase("RELEASE"));
    }

    private static boolean isAutocommit(Assignment assignment) {
        return assignment.name().equals("autocommit") && !assignment.global();
    }

    private static boolean refusedInTransaction(String variable) {
        return variable.equals("sql_log_bin") || variable.equals("gtid_next") || variable.equals("pseudo_slave_mode");
    }

    private static TransactionEffect endsUnless(boolean exception) {
        return exception ? TransactionEffect.NONE : TransactionEffect.ENDS_IT;
    }

    private static String word(List<String> words, int index) {
        return index < words.size() ? words.get(index) : "";
    }
}
