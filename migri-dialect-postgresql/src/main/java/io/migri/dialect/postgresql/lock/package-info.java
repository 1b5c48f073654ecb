/** The lock that keeps two runs apart, and who else holds what is waited for. */
@NullMarked
package io.migri.dialect.postgresql.lock;

import org.jspecify.annotations.NullMarked;
