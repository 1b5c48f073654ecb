/** Pythons for tests, with Jep and with the drivers that migrations are written for. */
@NullMarked
package io.migri.testkit.python;

import org.jspecify.annotations.NullMarked;
