/** Where migrations come from. Knows neither databases nor runs. */
@NullMarked
package io.migri.spi.source;

import org.jspecify.annotations.NullMarked;
