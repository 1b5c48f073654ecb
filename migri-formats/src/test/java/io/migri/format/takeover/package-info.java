/** Takeovers from other tools, with these tools themselves. */
@NullMarked
package io.migri.format.takeover;

import org.jspecify.annotations.NullMarked;
