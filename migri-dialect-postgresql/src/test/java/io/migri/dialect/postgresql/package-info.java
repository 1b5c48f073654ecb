/** PostgreSQL, tried out on a real server. */
@NullMarked
package io.migri.dialect.postgresql;

import org.jspecify.annotations.NullMarked;
