package io.migri.core.reading;

import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.core.script.StatementTooLargeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Says what did not fit into memory, and how much would do. */
public final class MemoryShortage {
    private static final long MEGABYTE = 1_000_000;

    /** So many times its size a statement takes at most, until the driver has it; and the driver takes as much. */
    private static final int TIMES = 6;

    /** What a run takes beside its statements. */
    private static final int BESIDE = 64;

    private MemoryShortage() {}

    /**
     * Whether memory is what a failure is for want of; drivers wrap that in exceptions of theirs.
     *
     * @param due one-based ordinal of the statement that was due
     */
    public static Optional<StatementTooLargeException> behind(Exception failure, long due) {
        if (failure instanceof StatementTooLargeException known) {
            return Optional.of(known);
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError shortage) {
                return Optional.of(new StatementTooLargeException(due, shortage));
            }
        }
        return Optional.empty();
    }

    /**
     * The error for a statement that does not fit into memory.
     *
     * @param state what the failure left, as a clause
     */
    public static MigriException of(Migration migration, StatementTooLargeException failure, String state) {
        long size = size(migration);
        long needed = (TIMES * size) / MEGABYTE + BESIDE;
        return MigriException.of(
                        ErrorCode.MIGRATION_FAILED,
                        migration.origin() + ": " + failure.getMessage() + ": the file has " + spoken(size)
                                + ", and Java may use "
                                + spoken(Runtime.getRuntime().maxMemory()))
                .help(Text.of(
                        state + "give Java more memory (-Xmx" + needed + "m, ",
                        Option.JVM_OPTION,
                        "), or split the statement, and run again"))
                .because(failure)
                .build();
    }

    private static String spoken(long bytes) {
        return Math.max(1, bytes / MEGABYTE) + " MB";
    }

    private static long size(Migration migration) {
        try (InputStream content = migration.content().open()) {
            return content.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            return 0;
        }
    }
}
