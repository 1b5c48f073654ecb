/** What has been applied, and how far a migration came that ended half way. Knows neither sessions nor runs. */
@NullMarked
package io.migri.spi.history;

import org.jspecify.annotations.NullMarked;
