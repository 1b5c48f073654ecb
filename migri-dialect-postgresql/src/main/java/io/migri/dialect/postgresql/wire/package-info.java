/** Sends statements and rows by the driver, and tells what an error of the server means. */
@NullMarked
package io.migri.dialect.postgresql.wire;

import org.jspecify.annotations.NullMarked;
