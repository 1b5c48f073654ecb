/** Which Pythons this machine has: found, asked what they are, and remembered. Runs no migration. */
@NullMarked
package io.migri.python.interpreter;

import org.jspecify.annotations.NullMarked;
