/** Tests of this room, on real servers where they need one. */
@NullMarked
package io.migri.dialect.mysql.reading;

import org.jspecify.annotations.NullMarked;
