/** Makes, fills and drops the database of a dry run, on the same server or on another one. This room knows no session. */
@NullMarked
package io.migri.dialect.mysql.rehearsal.scratch;

import org.jspecify.annotations.NullMarked;
