package io.migri.testkit;

import java.util.List;

/**
 * A change of a schema, and what is to be seen of it.
 *
 * @param statements that make it
 * @param undo statements after which the schema is as before
 * @param seen each part that is gone, after {@code "- "}, and each that came, after {@code "+ "}: by its statement
 */
public record SchemaChange(List<String> statements, List<String> undo, List<String> seen) {

    /** One that nobody sees, and that nothing undoes as yet. */
    public static SchemaChange of(String... statements) {
        return new SchemaChange(List.of(statements), List.of(), List.of());
    }

    /** The same, which these statements undo. */
    public SchemaChange undoneBy(String... undoing) {
        return new SchemaChange(statements, List.of(undoing), seen);
    }

    /** The same, with what a reader has to see of it. */
    public SchemaChange shows(String... expected) {
        return new SchemaChange(statements, undo, List.of(expected));
    }
}
