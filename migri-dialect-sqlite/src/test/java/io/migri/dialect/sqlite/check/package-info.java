/** What is refused or told before SQLite sees it. */
@NullMarked
package io.migri.dialect.sqlite.check;

import org.jspecify.annotations.NullMarked;
