/** The lock that keeps two runs apart, and who holds what a statement waits for. */
@NullMarked
package io.migri.dialect.mysql.lock;

import org.jspecify.annotations.NullMarked;
