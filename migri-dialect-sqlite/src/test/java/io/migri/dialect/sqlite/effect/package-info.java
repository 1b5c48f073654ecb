/** What statements are said to do, tried on real databases. */
@NullMarked
package io.migri.dialect.sqlite.effect;

import org.jspecify.annotations.NullMarked;
