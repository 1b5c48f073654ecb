/** The commands, one class each, and their list. Nothing but the frame knows them. */
@NullMarked
package io.migri.cli.command;

import org.jspecify.annotations.NullMarked;
