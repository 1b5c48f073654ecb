/** Runs on a scripted database, and what came of them. For the tests of the core's rooms. */
@NullMarked
package io.migri.core.trial;

import org.jspecify.annotations.NullMarked;
