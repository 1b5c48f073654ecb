/** Makes a Python environment with Jep. */
@NullMarked
package io.migri.python.install;

import org.jspecify.annotations.NullMarked;
