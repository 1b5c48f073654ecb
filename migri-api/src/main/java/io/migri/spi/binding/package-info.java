/** What a scripting runtime needs of a database, so that its scripts meet the driver they were written for. */
@NullMarked
package io.migri.spi.binding;

import org.jspecify.annotations.NullMarked;
