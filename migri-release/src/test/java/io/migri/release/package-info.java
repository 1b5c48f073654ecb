/** Tries the files of a release as a user would: in an empty root, without Java. */
@NullMarked
package io.migri.release;

import org.jspecify.annotations.NullMarked;
