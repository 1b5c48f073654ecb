package io.migri.dialect.postgresql;

import io.migri.spi.script.TransactionEffect;

/** The script's own transactions as far as it was read, which say what its {@code BEGIN} and {@code COMMIT} mean. Used by one thread. */
final class PostgresqlBlocks {
    private boolean open;
    private boolean onlySettings = true;
    private boolean readOnly;

    /**
     * The effect of the next statement.
     *
     * @param constant whether it only sets something for the session
     */
    TransactionEffect of(PostgresqlStatement statement, boolean constant) {
        TransactionEffect effect = within(PostgresqlTransactionRules.effect(statement.words()), statement);
        open = effect.begins() || (open && !effect.ends());
        boolean setsReadOnly = statement.is(0, "SET") && setsReadOnly(statement);
        if (setsReadOnly) {
            readOnly = isOn(statement);
        }
        if (setsReadOnly && !readOnly && onlySettings && !open) {
            return TransactionEffect.SESSION_ONLY;
        }
        onlySettings &= constant;
        return effect;
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
        return readOnly && statement.find(1, "WRITE") == statement.count()
                ? TransactionEffect.BEGINS_READ_ONLY_BLOCK
                : effect;
    }

    private static TransactionEffect second(PostgresqlStatement statement) {
        boolean plain = statement.count() == 1
                || (statement.count() == 2 && (statement.is(1, "WORK") || statement.is(1, "TRANSACTION")));
        return plain ? TransactionEffect.REDUNDANT : TransactionEffect.NONE;
    }

    /** Whether it says of later transactions whether they may write, which the one that is open does not hear. */
    private static boolean setsReadOnly(PostgresqlStatement statement) {
        int name = statement.behind(1, "SESSION");
        return statement.is(name, "DEFAULT_TRANSACTION_READ_ONLY")
                || (statement.is(name, "CHARACTERISTICS") && statement.find(name, "READ") < statement.count());
    }

    private static boolean isOn(PostgresqlStatement statement) {
        int value = statement.count() - 1;
        if (statement.find(1, "CHARACTERISTICS") < statement.count()) {
            return statement.find(1, "ONLY") < statement.count();
        }
        String text = statement.literal(value).orElse(statement.name(value));
        return text.equalsIgnoreCase("on") || text.equalsIgnoreCase("true") || text.equalsIgnoreCase("yes");
    }

    /** Whether {@code statement}, the first one behind a {@code BEGIN}, makes that transaction one that may not write. */
    static boolean makesReadOnly(PostgresqlStatement statement) {
        if (!statement.is(0, "SET")) {
            return false;
        }
        int name = statement.behind(1, "LOCAL");
        boolean mode = statement.is(name, "TRANSACTION") && statement.find(name, "ONLY") < statement.count();
        return mode || (statement.is(name, "TRANSACTION_READ_ONLY") && isOn(statement));
    }
}
