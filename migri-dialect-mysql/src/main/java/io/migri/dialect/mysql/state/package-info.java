/** What the server says of a session when Migri finds it, what scripts make of it, and the statements that bring it back. */
@NullMarked
package io.migri.dialect.mysql.state;

import org.jspecify.annotations.NullMarked;
