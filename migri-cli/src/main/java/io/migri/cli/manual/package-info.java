/** Describes the command line itself: help for a command, completions for shells, and the manual page. */
@NullMarked
package io.migri.cli.manual;

import org.jspecify.annotations.NullMarked;
