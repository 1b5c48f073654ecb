/** The commands for the database as a whole: it is waited for, created and dropped. */
@NullMarked
package io.migri.cli.command.database;

import org.jspecify.annotations.NullMarked;
