/** What a script may set on its connection, and how that is put back. */
@NullMarked
package io.migri.dialect.sqlite.state;

import org.jspecify.annotations.NullMarked;
