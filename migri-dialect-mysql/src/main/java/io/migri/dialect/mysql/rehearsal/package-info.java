/** A dry run: a copy of the database on connections of its own, and a session whose statements go there. */
@NullMarked
package io.migri.dialect.mysql.rehearsal;

import org.jspecify.annotations.NullMarked;
