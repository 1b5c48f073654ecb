/** Tests of the declared language. */
@NullMarked
package io.migri.spi.support.language;

import org.jspecify.annotations.NullMarked;
