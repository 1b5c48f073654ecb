/** The commands that take migrations back. */
@NullMarked
package io.migri.cli.command.undo;

import org.jspecify.annotations.NullMarked;
