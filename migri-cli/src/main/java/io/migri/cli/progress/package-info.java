/** How a run is shown while it goes on, on both streams. */
@NullMarked
package io.migri.cli.progress;

import org.jspecify.annotations.NullMarked;
