/** The engine that is a CPython in this process, by Jep. */
@NullMarked
package io.migri.python.embedded;

import org.jspecify.annotations.NullMarked;
