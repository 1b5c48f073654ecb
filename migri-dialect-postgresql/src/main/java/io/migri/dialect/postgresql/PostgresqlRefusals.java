package io.migri.dialect.postgresql;

import java.util.Locale;
import java.util.Optional;

/** Statements that would work against the run they are part of, and what to write instead. */
final class PostgresqlRefusals {
    private static final String BLOCK =
            " Migri runs the file in a transaction of its own, of which this would be a part.";

    private PostgresqlRefusals() {}

    /** Why {@code statement} is refused; empty for nearly all. */
    static Optional<String> reason(String statement) {
        PostgresqlWords words = new PostgresqlWords(statement);
        return switch (words.next()) {
            case "BEGIN", "START" -> beginning(words);
            case "COMMIT", "END", "ROLLBACK", "ABORT" -> chaining(words);
            case "PREPARE" -> preparing(words.next());
            case "DISCARD" -> discarding(words.next());
            case "SET", "SELECT" -> PostgresqlSetting.changedBy(statement).flatMap(PostgresqlRefusals::setting);
            default -> Optional.empty();
        };
    }

    private static Optional<String> beginning(PostgresqlWords words) {
        for (String word = words.next(); !word.equals(PostgresqlWords.END); word = words.next()) {
            String mode = word + " " + (word.equals("ISOLATION") ? words.next() + " " + words.next() : "");
            if (mode.equals("ISOLATION LEVEL SERIALIZABLE") || mode.equals("ISOLATION LEVEL REPEATABLE")) {
                return Optional.of(
                        "this transaction asks for an isolation level." + BLOCK
                                + " Write BEGIN without it, and SET TRANSACTION ISOLATION LEVEL … as the first statement of the file");
            }
            if (word.equals("ONLY")) {
                return Optional.of("this transaction is read only." + BLOCK
                        + " A migration has to be recorded, which is a write; leave READ ONLY out");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> chaining(PostgresqlWords words) {
        boolean chain = words.containsOutside("AND") && words.next().equals("CHAIN");
        return chain
                ? Optional.of("AND CHAIN is not supported; write COMMIT; BEGIN; or ROLLBACK; BEGIN;")
                : Optional.empty();
    }

    private static Optional<String> preparing(String what) {
        return what.equals("TRANSACTION")
                ? Optional.of("PREPARE TRANSACTION would take the migration out of Migri's hands before it is recorded;"
                        + " leave it out, the migration is committed as a whole")
                : Optional.empty();
    }

    /** It releases advisory locks (<a href="https://www.postgresql.org/docs/current/sql-discard.html">manual</a>). */
    private static Optional<String> discarding(String what) {
        return what.equals("ALL")
                ? Optional.of(
                        "DISCARD ALL would give up the lock that keeps other runs out; write what is meant of"
                                + " RESET ALL, DISCARD TEMP, DISCARD SEQUENCES, DISCARD PLANS. Settings are reset after each migration anyway")
                : Optional.empty();
    }

    /** The driver closes the connection when it hears of one of these. */
    private static Optional<String> setting(PostgresqlSetting setting) {
        if (setting.isDefault()) {
            return Optional.empty();
        }
        String value = setting.value().toUpperCase(Locale.ROOT);
        if (setting.name().equals("client_encoding") && !isUtf8(value)) {
            return Optional.of("the file says that it is encoded in " + setting.value()
                    + ", but Migri reads and sends UTF-8; leave the statement out and save the file as UTF-8");
        }
        if (setting.name().equals("datestyle") && !value.startsWith("ISO")) {
            return Optional.of("PostgreSQL's JDBC driver needs dates to come back in ISO form, which DateStyle '"
                    + setting.value() + "' ends; write 'ISO, DMY' or 'ISO, MDY', which reads dates the same way");
        }
        return Optional.empty();
    }

    private static boolean isUtf8(String encoding) {
        return switch (encoding) {
            case "UTF8", "UTF-8", "UTF_8", "UNICODE" -> true;
            default -> false;
        };
    }
}
