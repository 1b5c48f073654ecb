/** What a dialect need not write itself: Migri's own tables, over how its database spells names and values. Knows the ports, and no database. */
@NullMarked
package io.migri.spi.support;

import org.jspecify.annotations.NullMarked;
