/** Tests of the dialect, on real servers where they need one. */
@NullMarked
package io.migri.dialect.mysql;

import org.jspecify.annotations.NullMarked;
