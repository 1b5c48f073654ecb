/** How statements reach the database, and what says that one of them failed. Knows neither sessions nor runs. */
@NullMarked
package io.migri.spi.wire;

import org.jspecify.annotations.NullMarked;
