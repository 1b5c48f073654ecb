/** Migrations of Flyway: by version, with undo, repeatable and baseline scripts, and with placeholders. */
@NullMarked
package io.migri.format.flyway;

import org.jspecify.annotations.NullMarked;
