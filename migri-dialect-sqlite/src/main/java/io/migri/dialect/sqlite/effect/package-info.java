/** What each statement of a script does to the transaction and the session, told by its words. It sends nothing. */
@NullMarked
package io.migri.dialect.sqlite.effect;

import org.jspecify.annotations.NullMarked;
