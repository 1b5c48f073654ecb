/** Tests of the command line: its parts, and the launcher as a process. */
@NullMarked
package io.migri.cli;

import org.jspecify.annotations.NullMarked;
