/** What a schema is made of, so that two states of it can be compared. Knows neither sessions nor runs. */
@NullMarked
package io.migri.spi.schema;

import org.jspecify.annotations.NullMarked;
