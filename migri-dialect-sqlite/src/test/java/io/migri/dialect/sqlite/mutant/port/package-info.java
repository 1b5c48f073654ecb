/** The mutants of each port. Each is wrong about one thing. */
@NullMarked
package io.migri.dialect.sqlite.mutant.port;

import org.jspecify.annotations.NullMarked;
