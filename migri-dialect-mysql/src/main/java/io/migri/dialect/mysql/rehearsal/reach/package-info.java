/** What a session does to statements because it stands in a copy: redirects them, and refuses those that would reach beyond it. */
@NullMarked
package io.migri.dialect.mysql.rehearsal.reach;

import org.jspecify.annotations.NullMarked;
