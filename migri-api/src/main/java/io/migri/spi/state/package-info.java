/** What a session remembers, and what puts it back as it was. Knows neither sessions nor runs. */
@NullMarked
package io.migri.spi.state;

import org.jspecify.annotations.NullMarked;
