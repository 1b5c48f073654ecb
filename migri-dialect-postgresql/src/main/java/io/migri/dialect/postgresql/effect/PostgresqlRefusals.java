package io.migri.dialect.postgresql.effect;

import io.migri.dialect.postgresql.language.PostgresqlLexemes;
import io.migri.dialect.postgresql.language.PostgresqlSetting;
import io.migri.dialect.postgresql.language.PostgresqlStatement;
import io.migri.dialect.postgresql.language.PostgresqlWords;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Statements that would work against the run they are part of, and what to write instead. */
public final class PostgresqlRefusals {
    private PostgresqlRefusals() {}

    /**
     * Why a statement is refused that gives up the lock which keeps other runs out; what does so unseen is caught in front of the row.
     *
     * @param lock the lock's key, where this session has it
     */
    public static Optional<String> givingUpLock(PostgresqlStatement statement, OptionalLong lock) {
        if (statement.is(0, "CREATE")) {
            return Optional.empty();
        }
        for (int i = 0; i < statement.count(); i++) {
            if (statement.is(i + 1, '(')) {
                if (statement.is(i, "PG_ADVISORY_UNLOCK_ALL")) {
                    return Optional.of("pg_advisory_unlock_all() would give up the lock that keeps other runs out;"
                            + " release the file's own locks one by one with pg_advisory_unlock(…)");
                }
                if (statement.is(i, "PG_ADVISORY_UNLOCK")
                        && lock.isPresent()
                        && isKey(statement, i + 2, lock.getAsLong())) {
                    return Optional.of("this key is that of the lock that keeps other runs out; use another one");
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isKey(PostgresqlStatement statement, int argument, long key) {
        String written = statement.literal(argument).orElseGet(() -> number(statement, argument));
        return written.equals(Long.toString(key));
    }

    private static String number(PostgresqlStatement statement, int index) {
        PostgresqlLexemes lexemes = statement.lexemes();
        String sign = statement.is(index, '-') ? "-" : "";
        return sign + lexemes.written(statement.text(), sign.isEmpty() ? index : index + 1);
    }

    /** Why a statement is refused; empty for nearly all. */
    public static Optional<String> reason(PostgresqlStatement statement) {
        PostgresqlWords words = statement.words();
        return switch (words.next()) {
            case "PREPARE" -> preparing(words.next());
            case "DISCARD" -> discarding(words.next());
            case "SET", "SELECT" ->
                PostgresqlSetting.changedBy(statement.words()).flatMap(PostgresqlRefusals::setting);
            default -> Optional.empty();
        };
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
