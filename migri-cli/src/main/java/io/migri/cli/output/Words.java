package io.migri.cli.output;

import java.util.Locale;

/** Names of constants as people and programs read them. */
public final class Words {

    private Words() {}

    /** Such as {@code partly applied}. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
