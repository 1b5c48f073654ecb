package io.migri.spi.format;

import io.migri.spi.source.MigrationSource;
import java.io.IOException;
import java.util.Optional;

/**
 * Another tool's form of migrations. Migri runs such a directory as that tool would. Stateless; found by {@link java.util.ServiceLoader}.
 * It grows only by default methods.
 */
public interface MigrationFormat {

    /** What the user calls it, in lower case: {@code dbmate}. {@code plain} and {@code auto} are taken. */
    String name();

    /**
     * Whether {@code directory} was written for this tool. It looks at names, and at the first lines of a few files. Called only where
     * something is pending, or something in the directory differs from the history.
     *
     * @param directory all that lies there, of whatever kind
     */
    boolean recognises(MigrationSource directory) throws IOException;

    /**
     * The migrations as that tool would run them. Their contents are the tool's files, translated line by line. So a place in them is a
     * place in the file. {@link MigrationSource#folder} has what undoes them under {@code undo}, and what runs again after each change
     * under {@code repeatable}.
     *
     * @throws io.migri.api.MigriException with code {@code FOREIGN_FORMAT} where something there is not of this form, or cannot be run
     */
    MigrationSource open(MigrationSource directory, FormatContext context) throws IOException;

    /** What the tool records in a database; empty where the plug-in cannot read it, which is so by default. */
    default Optional<ForeignHistory> history() {
        return Optional.empty();
    }
}
