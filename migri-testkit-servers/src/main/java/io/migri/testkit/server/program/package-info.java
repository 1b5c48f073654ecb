/** The programs of database products: found, unpacked, kept, started and ended. Knows nothing of databases and of tests. */
@NullMarked
package io.migri.testkit.server.program;

import org.jspecify.annotations.NullMarked;
