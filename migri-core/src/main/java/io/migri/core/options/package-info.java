/** How a run behaves, as the caller wishes. Knows no run. */
@NullMarked
package io.migri.core.options;

import org.jspecify.annotations.NullMarked;
