@NullMarked
package io.migri.spi.wire;

import org.jspecify.annotations.NullMarked;
