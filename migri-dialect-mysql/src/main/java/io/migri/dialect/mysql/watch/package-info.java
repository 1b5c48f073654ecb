/** How far the database is with a statement under way. */
@NullMarked
package io.migri.dialect.mysql.watch;

import org.jspecify.annotations.NullMarked;
