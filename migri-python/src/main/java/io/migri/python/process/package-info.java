/** The engine that is a Python process of its own, spoken to over pipes. */
@NullMarked
package io.migri.python.process;

import org.jspecify.annotations.NullMarked;
