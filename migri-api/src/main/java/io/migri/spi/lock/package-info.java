/** What keeps two runs on one history apart, and what bounds waiting for locks of the database. Knows neither sessions nor runs. */
@NullMarked
package io.migri.spi.lock;

import org.jspecify.annotations.NullMarked;
