/** How values, rows and errors travel between the server and Python. */
@NullMarked
package io.migri.dialect.postgresql.facade.codec;

import org.jspecify.annotations.NullMarked;
