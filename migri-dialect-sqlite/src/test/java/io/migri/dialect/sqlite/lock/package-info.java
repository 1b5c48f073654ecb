/** Two runs at once. */
@NullMarked
package io.migri.dialect.sqlite.lock;

import org.jspecify.annotations.NullMarked;
