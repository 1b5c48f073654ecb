/** Finds out whether the files were written for another tool that a plug-in reads, and reads them so. */
@NullMarked
package io.migri.core.format;

import org.jspecify.annotations.NullMarked;
