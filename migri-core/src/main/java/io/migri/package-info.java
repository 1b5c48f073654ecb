/** The entry point: {@link io.migri.Migri}. */
@NullMarked
package io.migri;

import org.jspecify.annotations.NullMarked;
