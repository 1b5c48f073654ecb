/** Tests of the Python runtime. */
@NullMarked
package io.migri.python;

import org.jspecify.annotations.NullMarked;
