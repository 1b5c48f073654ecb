/** Values and frames on their way between Java and Python. Knows no engine. */
@NullMarked
package io.migri.python.codec;

import org.jspecify.annotations.NullMarked;
