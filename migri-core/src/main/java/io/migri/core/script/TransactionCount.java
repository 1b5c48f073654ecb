package io.migri.core.script;

import io.migri.spi.script.TransactionEffect;

/** Tells, as the effects of a script's statements come by, whether one transaction can hold them. */
final class TransactionCount {
    private boolean several;
    private boolean begun;
    private boolean ended;

    void add(TransactionEffect effect) {
        switch (effect) {
            case ENDS_IT, MAY_END_IT, REFUSES_IT -> several = true;
            case ALONE -> {
                several |= begun;
                begun = true;
                ended = true;
            }
            case NONE, BEGINS_BLOCK -> {
                several |= ended;
                begun = true;
            }
            case SESSION_ONLY -> ended = begun;
            default -> {}
        }
    }

    /** Whether a part of the script lasts before its end. */
    boolean several() {
        return several;
    }
}
