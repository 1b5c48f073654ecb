/** What others can call and implement, written down, so that no change of it goes unnoticed. */
@NullMarked
package io.migri.signatures;

import org.jspecify.annotations.NullMarked;
