/** Files are read and checked here before anything is applied, and their places and passwords found. Nothing is executed. */
@NullMarked
package io.migri.core.reading;

import org.jspecify.annotations.NullMarked;
