@NullMarked
package io.migri.spi.file;

import org.jspecify.annotations.NullMarked;
