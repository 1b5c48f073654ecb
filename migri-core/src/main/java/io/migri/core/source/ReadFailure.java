package io.migri.core.source;

import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Puts into words why something cannot be read: what Java says about files is often no more than their names. */
public final class ReadFailure {

    private ReadFailure() {}

    /**
     * A migration whose bytes cannot be read.
     *
     * @param before what is true so far, such as {@code nothing was applied; }; may be empty
     */
    public static MigriException of(Migration migration, IOException failure, String before) {
        return MigriException.of(
                        ErrorCode.SOURCE_UNREADABLE, migration.origin() + " cannot be read: " + reason(failure))
                .help(before + "make the file readable and run again")
                .because(failure)
                .build();
    }

    /** The reason, without the file's name where Java tells the two apart. */
    public static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        Optional<String> reason = failure instanceof FileSystemException e
                ? Optional.ofNullable(e.getReason())
                : Optional.ofNullable(failure.getMessage());
        return reason.orElse(failure.getClass().getSimpleName());
    }
}
