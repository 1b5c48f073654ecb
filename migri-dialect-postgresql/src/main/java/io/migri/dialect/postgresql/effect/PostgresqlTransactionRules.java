package io.migri.dialect.postgresql.effect;

import io.migri.dialect.postgresql.language.PostgresqlStatement;
import io.migri.dialect.postgresql.language.PostgresqlWords;
import io.migri.spi.script.TransactionEffect;

/**
 * Which statements refuse a transaction block, and which are the script's own. The server has no list; each command's page of the
 * <a href="https://www.postgresql.org/docs/current/sql-commands.html">manual</a> says it under "Notes". What depends on the state of
 * the database, such as reindexing a partitioned table, is left to the server's error 25001.
 */
public final class PostgresqlTransactionRules {
    /** A block that mentions none of these cannot; its body is code of any language. */
    private static final String[] MAY_COMMIT = {"commit", "rollback", "call", "execute", "language"};

    private PostgresqlTransactionRules() {}

    public static TransactionEffect effect(PostgresqlWords words) {
        return switch (words.next()) {
            case "BEGIN", "START" -> ofBegin(words);
            case "COMMIT", "END" -> ofCommit(words);
            case "ROLLBACK", "ABORT" -> ofRollback(words);
            case "VACUUM" -> TransactionEffect.REFUSES_IT;
            case "CREATE" -> refusing(creates(words));
            case "DROP" -> refusing(drops(words));
            case "ALTER" -> refusing(alters(words));
            case "REINDEX" -> refusing(reindexes(words));
            case "CLUSTER" -> refusing(clustersAll(words));
            default -> TransactionEffect.NONE;
        };
    }

    /**
     * Whether {@code statement} works in several transactions of its own, so that a failure leaves those that were committed: what is done
     * concurrently or to many tables, and code that may commit.
     */
    public static boolean mayLeaveRemains(PostgresqlStatement statement) {
        return switch (statement.words().next()) {
            case "CALL", "VACUUM", "CLUSTER", "REINDEX" -> true;
            case "DO" -> mentions(statement.text(), MAY_COMMIT);
            default -> statement.words().containsOutside("CONCURRENTLY");
        };
    }

    private static boolean mentions(String statement, String... words) {
        for (int start = 0; start < statement.length(); start++) {
            for (String word : words) {
                if (statement.regionMatches(true, start, word, 0, word.length())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static TransactionEffect refusing(boolean refuses) {
        return refuses ? TransactionEffect.REFUSES_IT : TransactionEffect.NONE;
    }

    private static TransactionEffect ofBegin(PostgresqlWords words) {
        return words.containsOutside("ONLY")
                ? TransactionEffect.BEGINS_READ_ONLY_BLOCK
                : TransactionEffect.BEGINS_BLOCK;
    }

    private static TransactionEffect ofCommit(PostgresqlWords words) {
        String next = afterWork(words);
        if (next.equals("PREPARED")) {
            return TransactionEffect.REFUSES_IT;
        }
        return chains(next, words) ? TransactionEffect.COMMITS_AND_BEGINS_BLOCK : TransactionEffect.COMMITS_BLOCK;
    }

    private static TransactionEffect ofRollback(PostgresqlWords words) {
        String next = afterWork(words);
        return switch (next) {
            case "TO" -> TransactionEffect.NONE;
            case "PREPARED" -> TransactionEffect.REFUSES_IT;
            default ->
                chains(next, words)
                        ? TransactionEffect.ROLLS_BACK_AND_BEGINS_BLOCK
                        : TransactionEffect.ROLLS_BACK_BLOCK;
        };
    }

    private static String afterWork(PostgresqlWords words) {
        String next = words.next();
        return next.equals("WORK") || next.equals("TRANSACTION") ? words.next() : next;
    }

    private static boolean chains(String next, PostgresqlWords words) {
        return next.equals("AND") && words.next().equals("CHAIN");
    }

    private static boolean creates(PostgresqlWords words) {
        String what = words.next();
        return switch (what) {
            case "DATABASE", "TABLESPACE" -> true;
            case "UNIQUE" -> words.next().equals("INDEX") && words.next().equals("CONCURRENTLY");
            case "INDEX" -> words.next().equals("CONCURRENTLY");
            case "SUBSCRIPTION" -> makesSlot(words);
            default -> false;
        };
    }

    /** It refuses where it makes a replication slot, which it does unless told otherwise. */
    private static boolean makesSlot(PostgresqlWords words) {
        return !isOff(words, "CONNECT", "CREATE_SLOT");
    }

    private static boolean drops(PostgresqlWords words) {
        return switch (words.next()) {
            case "DATABASE", "TABLESPACE", "SUBSCRIPTION" -> true;
            case "INDEX" -> words.next().equals("CONCURRENTLY");
            default -> false;
        };
    }

    private static boolean alters(PostgresqlWords words) {
        return switch (words.next()) {
            case "SYSTEM" -> true;
            case "DATABASE" -> movesDatabase(words);
            case "SUBSCRIPTION" -> refreshesSubscription(words);
            case "TABLE" -> detachesConcurrently(words);
            default -> false;
        };
    }

    private static boolean movesDatabase(PostgresqlWords words) {
        words.next();
        return words.next().equals("SET") && words.next().equals("TABLESPACE");
    }

    private static boolean refreshesSubscription(PostgresqlWords words) {
        words.next();
        return switch (words.next()) {
            case "REFRESH" -> true;
            case "SET", "ADD", "DROP" -> words.next().equals("PUBLICATION") && !isOff(words, "REFRESH", "REFRESH");
            default -> false;
        };
    }

    private static boolean detachesConcurrently(PostgresqlWords words) {
        return words.containsOutside("DETACH")
                && words.next().equals("PARTITION")
                && words.containsOutside("CONCURRENTLY");
    }

    private static boolean reindexes(PostgresqlWords words) {
        String what = words.next();
        boolean concurrently = false;
        if (what.equals("(")) {
            for (; !what.equals(")") && !what.equals(PostgresqlWords.END); what = words.next()) {
                concurrently |= what.equals("CONCURRENTLY");
            }
            what = words.next();
        }
        return concurrently
                || what.equals("SCHEMA")
                || what.equals("DATABASE")
                || what.equals("SYSTEM")
                || words.next().equals("CONCURRENTLY");
    }

    private static boolean clustersAll(PostgresqlWords words) {
        String what = words.nextOutside();
        String last = what.equals("VERBOSE") ? words.next() : what;
        return last.equals(PostgresqlWords.END);
    }

    /** Whether one of two options is switched off. */
    private static boolean isOff(PostgresqlWords words, String option, String otherOption) {
        for (String word = words.next(); !word.equals(PostgresqlWords.END); word = words.next()) {
            if ((word.equals(option) || word.equals(otherOption))
                    && words.next().equals("=")
                    && isFalse(words.next())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFalse(String value) {
        return switch (value) {
            case "FALSE", "OFF", "0", "'false'", "'off'", "'0'" -> true;
            default -> false;
        };
    }
}
