/** Opens connections, and tells what stands at their other end: the server, its version, what it lacks, and how safe the way to it is. */
@NullMarked
package io.migri.dialect.postgresql.connection;

import org.jspecify.annotations.NullMarked;
