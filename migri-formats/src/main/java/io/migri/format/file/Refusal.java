package io.migri.format.file;

import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.SourcePosition;

/** What of a directory cannot be run as its tool would run it. */
public final class Refusal {

    private Refusal() {}

    /**
     * That a file is not as it has to be.
     *
     * @param what follows the file's name in a sentence
     */
    public static MigriException of(Migration file, String what) {
        return MigriException.of(ErrorCode.FOREIGN_FORMAT, file.fileName() + " " + what)
                .at(new SourcePosition(file.origin(), 1, 1, ""))
                .build();
    }

    /** The same with a line. */
    public static MigriException of(Migration file, int line, String text, String what) {
        return MigriException.of(ErrorCode.FOREIGN_FORMAT, file.fileName() + " " + what)
                .at(new SourcePosition(file.origin(), line, 1, text))
                .build();
    }
}
