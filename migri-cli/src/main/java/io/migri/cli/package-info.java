/** The command line: what a person at a shell types and sees. */
@NullMarked
package io.migri.cli;

import org.jspecify.annotations.NullMarked;
