/** The rules that hold the modules apart, and proof that each of them bites. */
@NullMarked
package io.migri.architecture;

import org.jspecify.annotations.NullMarked;
