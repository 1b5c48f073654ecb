/** What single statements did to what was there before. Knows neither sessions nor runs. */
@NullMarked
package io.migri.spi.probe;

import org.jspecify.annotations.NullMarked;
