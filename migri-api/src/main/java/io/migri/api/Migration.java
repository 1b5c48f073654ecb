package io.migri.api;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;

/**
 * A migration as it lies in its source. Its content is not read until it is opened.
 *
 * @param name identifies the migration in the applied log: the file name without its extension
 * @param kind chooses the executor: the extension without its dot, such as {@code sql}
 * @param origin where it came from, for messages only
 * @param content opens the script's bytes
 */
public record Migration(String name, String kind, String origin, Content content) {

    public Migration {
        requireNonNull(name, "name");
        requireNonNull(kind, "kind");
        requireNonNull(origin, "origin");
        requireNonNull(content, "content");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a migration needs a name: " + origin);
        }
    }

    /** The file's name with its extension: what the order of migrations is decided by. */
    public String fileName() {
        return name + "." + kind;
    }

    /** Opens a migration's bytes; each call returns a new stream, which the caller closes. Called by several threads. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }
}
