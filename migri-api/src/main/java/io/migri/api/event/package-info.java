/** What a run reports while it is under way. */
@NullMarked
package io.migri.api.event;

import org.jspecify.annotations.NullMarked;
