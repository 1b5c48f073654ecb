package io.migri.dialect.postgresql.effect;

import io.migri.dialect.postgresql.language.PostgresqlSetting;
import io.migri.dialect.postgresql.language.PostgresqlStatement;
import io.migri.spi.script.TransactionEffect;

/** The script's own transactions as far as it was read, which say what its {@code BEGIN} and {@code COMMIT} mean. Used by one thread. */
final class PostgresqlBlocks {
    private boolean open;
    private boolean onlySettings = true;
    private final PostgresqlFlag readOnly = new PostgresqlFlag("default_transaction_read_only", false);

    /**
     * The effect of the next statement.
     *
     * @param constant whether it only sets something for the session
     */
    TransactionEffect of(PostgresqlStatement statement, boolean constant) {
        TransactionEffect effect = within(PostgresqlTransactionRules.effect(statement.words()), statement);
        open = effect.begins() || (open && !effect.ends());
        boolean before = readOnly.on();
        readOnly.follow(statement, effect);
        characteristics(statement, effect);
        boolean lifts = before && !readOnly.on() && effect == TransactionEffect.NONE;
        if ((lifts || writesAgain(statement)) && onlySettings && !open) {
            return TransactionEffect.SESSION_ONLY;
        }
        onlySettings &= constant;
        return effect;
    }

    /** Whether a transaction of the script's own is open behind the last statement. */
    boolean isOpen() {
        return open;
    }

    private TransactionEffect within(TransactionEffect effect, PostgresqlStatement statement) {
        return switch (effect) {
            // the server warns, and takes over what else it says
            case BEGINS_BLOCK, BEGINS_READ_ONLY_BLOCK -> open ? second(statement) : begins(effect, statement);
            case COMMITS_BLOCK, ROLLS_BACK_BLOCK, COMMITS_AND_BEGINS_BLOCK, ROLLS_BACK_AND_BEGINS_BLOCK ->
                open ? effect : TransactionEffect.STRAY;
            default -> effect;
        };
    }

    private TransactionEffect begins(TransactionEffect effect, PostgresqlStatement statement) {
        return readOnly.on() && statement.find(1, "WRITE") == statement.count()
                ? TransactionEffect.BEGINS_READ_ONLY_BLOCK
                : effect;
    }

    private static TransactionEffect second(PostgresqlStatement statement) {
        boolean plain = statement.count() == 1
                || (statement.count() == 2 && (statement.is(1, "WORK") || statement.is(1, "TRANSACTION")));
        return plain ? TransactionEffect.REDUNDANT : TransactionEffect.NONE;
    }

    /** Another way to write it. */
    private void characteristics(PostgresqlStatement statement, TransactionEffect effect) {
        int name = statement.behind(1, "SESSION");
        if (effect == TransactionEffect.NONE && statement.is(0, "SET") && statement.is(name, "CHARACTERISTICS")) {
            int read = statement.find(name, "READ");
            while (read < statement.count()) {
                if (statement.is(read + 1, "ONLY") || statement.is(read + 1, "WRITE")) {
                    readOnly.set(statement.is(read + 1, "ONLY"), false);
                }
                read = statement.find(read + 1, "READ");
            }
        }
    }

    /** Whether it lets later transactions write that the role or the database would not let, which the one that is open does not hear. */
    private boolean writesAgain(PostgresqlStatement statement) {
        int name = statement.behind(1, "SESSION");
        return statement.is(0, "SET")
                && !readOnly.on()
                && (statement.is(name, "DEFAULT_TRANSACTION_READ_ONLY")
                        || (statement.is(name, "CHARACTERISTICS")
                                && statement.find(name, "WRITE") < statement.count()));
    }

    /** Whether {@code statement}, with nothing but settings between it and a {@code BEGIN}, makes that transaction one that may not write. */
    static boolean makesReadOnly(PostgresqlStatement statement) {
        if (!statement.is(0, "SET")) {
            return false;
        }
        int name = statement.behind(1, "LOCAL");
        boolean mode = statement.is(name, "TRANSACTION") && statement.find(name, "ONLY") < statement.count();
        return mode || (statement.is(name, "TRANSACTION_READ_ONLY") && isOn(statement));
    }

    private static boolean isOn(PostgresqlStatement statement) {
        return PostgresqlSetting.changedBy(statement.words())
                .filter(PostgresqlSetting::on)
                .isPresent();
    }
}
