/** Directories and histories of other migration tools. A plug-in here lets Migri run their files as they are. */
@NullMarked
package io.migri.spi.format;

import org.jspecify.annotations.NullMarked;
