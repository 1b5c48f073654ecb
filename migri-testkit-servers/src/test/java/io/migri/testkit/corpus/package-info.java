/** Tests of what reads and compares the corpora. */
@NullMarked
package io.migri.testkit.corpus;

import org.jspecify.annotations.NullMarked;
