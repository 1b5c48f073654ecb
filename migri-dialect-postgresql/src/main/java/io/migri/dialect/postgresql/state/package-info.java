/** What a session remembers, and how it is put back. Sends nothing but its own questions. */
@NullMarked
package io.migri.dialect.postgresql.state;

import org.jspecify.annotations.NullMarked;
