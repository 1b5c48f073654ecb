/** Plug-ins that are not Migri's own, for tests. */
@NullMarked
package io.migri.guest;

import org.jspecify.annotations.NullMarked;
