package io.migri.api.text;

import static java.util.Objects.requireNonNull;

/**
 * Something that Migri does to one migration.
 *
 * @param migration its name
 */
public record Call(Operation operation, String migration) implements Reference {

    public Call {
        requireNonNull(operation, "operation");
        requireNonNull(migration, "migration");
    }
}
