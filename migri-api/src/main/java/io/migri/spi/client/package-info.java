/** What a dialect knows of its database's own client program, for scripts that somebody runs by hand. */
@NullMarked
package io.migri.spi.client;

import org.jspecify.annotations.NullMarked;
