/** Stands between the core and plug-ins of other makers, and says which of them broke its contract, and where. */
@NullMarked
package io.migri.core.guest;

import org.jspecify.annotations.NullMarked;
