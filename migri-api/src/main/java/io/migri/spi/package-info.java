/** What a plug-in implements: a new database is one {@link io.migri.spi.Dialect}. */
@NullMarked
package io.migri.spi;

import org.jspecify.annotations.NullMarked;
