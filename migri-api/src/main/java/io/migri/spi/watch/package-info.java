/** How far a database is with a statement under way. Knows neither sessions nor runs. */
@NullMarked
package io.migri.spi.watch;

import org.jspecify.annotations.NullMarked;
