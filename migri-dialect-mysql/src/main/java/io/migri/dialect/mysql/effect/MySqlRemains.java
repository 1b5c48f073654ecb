package io.migri.dialect.mysql.effect;

import io.migri.api.DatabaseError;
import io.migri.dialect.mysql.language.MySqlParts;
import io.migri.dialect.mysql.language.MySqlToken;
import io.migri.spi.script.TransactionEffect;
import java.util.List;
import java.util.Set;

/**
 * Whether a statement that failed may have done a part of its work. MySQL's DDL is <a
 * href="https://dev.mysql.com/doc/refman/9.7/en/atomic-ddl.html">atomic</a>, also where it names several objects. MariaDB's is <a
 * href="https://mariadb.com/kb/en/atomic-ddl/">so for each object</a>: those before the one that fails are changed, and what {@code OR REPLACE}
 * replaces is gone. Code that a statement runs may commit before it fails.
 */
public final class MySqlRemains {
    /** Found before anything is done: time-outs of locks, rights that are missing, servers and transactions that only read. */
    private static final Set<String> BEFORE =
            Set.of("1044", "1045", "1046", "1064", "1142", "1143", "1205", "1227", "1290", "1792");

    /** What is dropped, and then made. */
    private static final Set<String> REPLACED =
            Set.of("TABLE", "SEQUENCE", "DATABASE", "SCHEMA", "USER", "ROLE", "SERVER");

    private static final Set<String> ACCOUNTS = Set.of("USER", "ROLE");

    private MySqlRemains() {}

    public static boolean possible(MySqlParts statement, boolean mariaDb) {
        return runsCode(statement) || (mariaDb && isPiecemeal(statement));
    }

    /** That the failure names a place in the statement is a sign for code alone, which is then not there. */
    public static boolean possible(MySqlParts statement, boolean mariaDb, DatabaseError failure) {
        return runsCode(statement)
                ? failure.offset().isEmpty()
                : mariaDb && !BEFORE.contains(failure.code()) && isPiecemeal(statement);
    }

    private static boolean runsCode(MySqlParts statement) {
        List<String> words = statement.tokens().stream().map(MySqlToken::word).toList();
        return MySqlTransactionRules.effect(words) == TransactionEffect.MAY_END_IT;
    }

    private static boolean isPiecemeal(MySqlParts statement) {
        if (statement.at(0, "SET", "STATEMENT")) {
            int settled = statement.outside("FOR", 2);
            return settled > 0 && isPiecemeal(statement.from(settled + 1));
        }
        return switch (statement.word(0)) {
            case "DROP" -> statement.at(1, "DATABASE") || statement.at(1, "SCHEMA") || several(statement, 1);
            case "CREATE" -> replaces(statement) || (account(statement, 1) && several(statement, 2));
            case "ALTER", "RENAME" -> account(statement, 1) && several(statement, 2);
            case "GRANT" -> several(statement, statement.outside("TO", 1));
            case "REVOKE" -> several(statement, statement.outside("FROM", 1));
            case "INSTALL", "UNINSTALL" -> statement.at(1, "SONAME");
            default -> false;
        };
    }

    private static boolean replaces(MySqlParts statement) {
        return statement.at(1, "OR", "REPLACE") && REPLACED.contains(statement.word(3));
    }

    private static boolean account(MySqlParts statement, int at) {
        return ACCOUNTS.contains(statement.word(at));
    }

    private static boolean several(MySqlParts statement, int from) {
        return from > 0 && statement.outside(",", from) > 0;
    }
}
