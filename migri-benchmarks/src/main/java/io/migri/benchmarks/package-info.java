/** Whole processes measured side by side: Migri, the database's own client as the floor, and a peer. */
@NullMarked
package io.migri.benchmarks;

import org.jspecify.annotations.NullMarked;
