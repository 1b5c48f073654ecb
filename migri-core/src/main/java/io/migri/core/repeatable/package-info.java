/** Scripts that are applied again whenever they have changed: which there are, which of them are due and why, and what is recorded of them. */
@NullMarked
package io.migri.core.repeatable;

import org.jspecify.annotations.NullMarked;
