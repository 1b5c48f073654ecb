/** What a run refuses before it executes anything. */
@NullMarked
package io.migri.core.refusal;

import org.jspecify.annotations.NullMarked;
