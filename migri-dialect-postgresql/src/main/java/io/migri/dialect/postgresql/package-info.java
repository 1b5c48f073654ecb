/** PostgreSQL, spoken to through its JDBC driver in as few messages as its protocol allows. */
@NullMarked
package io.migri.dialect.postgresql;

import org.jspecify.annotations.NullMarked;
