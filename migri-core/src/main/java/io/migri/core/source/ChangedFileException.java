package io.migri.core.source;

import java.io.IOException;

/** A file is not what it was when the run read it first. */
public final class ChangedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    ChangedFileException() {
        super("the file has changed since this run read it");
    }
}
