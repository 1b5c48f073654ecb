package io.migri.format.history;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;

/** That another tool has left something half done. */
public final class HalfDone {

    private HalfDone() {}

    /**
     * What ends an adoption.
     *
     * @param what a sentence
     * @param remedy what to do first
     */
    public static MigriException of(String what, String remedy) {
        return MigriException.of(ErrorCode.VALIDATION, what + "; nothing was recorded")
                .help(remedy + "; then adopt again")
                .build();
    }
}
