/** How migrations of a kind of file are read and run, and what the core offers them meanwhile. Knows sessions. */
@NullMarked
package io.migri.spi.execution;

import org.jspecify.annotations.NullMarked;
