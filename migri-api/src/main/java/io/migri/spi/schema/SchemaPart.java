package io.migri.spi.schema;

import static java.util.Objects.requireNonNull;

/**
 * A part of a schema that can be there or not: a table, a column, a default, an index, a constraint, a view, a trigger, a privilege, a comment.
 * The smaller the parts, the more exactly a difference is told.
 *
 * @param identity tells it from all others at the same moment, such as {@code column shop.users.name}
 * @param statement makes it, for a person to read; two parts are the same if this is, to the letter. Without a semicolon at its end
 */
public record SchemaPart(String identity, String statement) {
    public SchemaPart {
        requireNonNull(identity, "identity");
        requireNonNull(statement, "statement");
    }
}
