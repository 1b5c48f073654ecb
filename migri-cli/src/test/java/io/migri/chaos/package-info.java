/** Runs that are ended at any moment and in any way, and what plain runs make of the rest. */
@NullMarked
package io.migri.chaos;

import org.jspecify.annotations.NullMarked;
