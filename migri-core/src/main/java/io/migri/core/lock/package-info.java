/** Waiting for whoever is in the way, with a limit: for the lock of the run, and for locks of the database. Knows no script. */
@NullMarked
package io.migri.core.lock;

import org.jspecify.annotations.NullMarked;
