/** Finds dialects, executors, sources and logs, and checks what it found. */
@NullMarked
package io.migri.core.plugin;

import org.jspecify.annotations.NullMarked;
