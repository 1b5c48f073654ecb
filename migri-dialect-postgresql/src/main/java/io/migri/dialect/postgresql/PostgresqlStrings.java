package io.migri.dialect.postgresql;

import io.migri.spi.script.TransactionEffect;

/** Whether a backslash in an ordinary string is an ordinary character, as far as a script was read. Used by one thread. */
final class PostgresqlStrings {
    private final PostgresqlFlag standard;

    PostgresqlStrings(boolean standard) {
        this.standard = new PostgresqlFlag(PostgresqlSetting.STANDARD_STRINGS, standard);
    }

    boolean standard() {
        return standard.on();
    }

    /** Looks at a statement of a script, which may change it or take a change back. */
    void follow(PostgresqlStatement statement, TransactionEffect effect) {
        standard.follow(statement, effect);
    }
}
