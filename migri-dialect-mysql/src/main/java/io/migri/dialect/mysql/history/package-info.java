/** The table that keeps which migrations were applied, the one that keeps their files, and the statements on both. */
@NullMarked
package io.migri.dialect.mysql.history;

import org.jspecify.annotations.NullMarked;
