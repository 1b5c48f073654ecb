/** Tests of this room, on real servers where they need one. */
@NullMarked
package io.migri.dialect.mysql.watch;

import org.jspecify.annotations.NullMarked;
