/** The only code that is compiled against Jep, and the class loader that brings the two together at run time. */
@NullMarked
package io.migri.python.jep;

import org.jspecify.annotations.NullMarked;
