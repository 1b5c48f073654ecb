/** A call of a command from beginning to end: what commands share, apart from what each does. Knows no single command. */
@NullMarked
package io.migri.cli.call;

import org.jspecify.annotations.NullMarked;
