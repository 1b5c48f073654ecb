/** Tests of the tables that a dialect need not write itself. */
@NullMarked
package io.migri.spi.support.table;

import org.jspecify.annotations.NullMarked;
