package io.migri.api;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A migration as it lies in its source. Its content is not read until it is opened.
 *
 * @param name identifies the migration in the applied log: the file name without its extension
 * @param kind chooses the executor: the extension without its dot, such as {@code sql}
 * @param origin where it came from, for messages only
 * @param content opens the script's bytes
 * @param section the part of the file that is meant, in words of its executor's own; null for what the executor runs of a migration
 * @param undo what takes it back; null where nothing is known to, or the file itself has it
 */
public record Migration(
        String name,
        String kind,
        String origin,
        Content content,
        @Nullable String section,
        @Nullable Migration undo) {

    /** One that is all of its file, and has no undo beside it. */
    public Migration(String name, String kind, String origin, Content content) {
        this(name, kind, origin, content, null, null);
    }

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

    /** The same under another name. */
    public Migration named(String other) {
        return new Migration(other, kind, origin, content, section, undo);
    }

    /** The same with other bytes, or opened in another way. */
    public Migration with(Content other) {
        return new Migration(name, kind, origin, other, section, undo);
    }

    /** That part of its file. */
    public Migration part(String meant) {
        return new Migration(name, kind, origin, content, meant, undo);
    }

    /** The same with something that takes it back. */
    public Migration undoneBy(Migration script) {
        return new Migration(name, kind, origin, content, section, script);
    }

    /** Opens a migration's bytes; each call returns a new stream, which the caller closes. Called by several threads. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }
}
