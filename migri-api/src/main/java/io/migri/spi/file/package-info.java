/** Files and folders that somebody else must not be able to replace, read or turn into others. */
@NullMarked
package io.migri.spi.file;

import org.jspecify.annotations.NullMarked;
