/** The facades against the drivers that they stand in for: the same calls, on the same servers, must come to the same. */
@NullMarked
package io.migri.conformance;

import org.jspecify.annotations.NullMarked;
