/** Archives of classes, from which the program starts in a fraction of the time. */
@NullMarked
package io.migri.cli.archive;

import org.jspecify.annotations.NullMarked;
