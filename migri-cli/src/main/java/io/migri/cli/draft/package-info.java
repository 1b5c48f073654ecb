/** A new migration: its number, its name, and the file. */
@NullMarked
package io.migri.cli.draft;

import org.jspecify.annotations.NullMarked;
