@NullMarked
package io.migri.spi.history;

import org.jspecify.annotations.NullMarked;
