@NullMarked
package io.migri.spi.script;

import org.jspecify.annotations.NullMarked;
