/** What a user may rely on, whichever the database: atomicity, locks, round trips, the session and the predecessor's table. */
@NullMarked
package io.migri.behaviour;

import org.jspecify.annotations.NullMarked;
