/** What a migration's file was when it was applied, and whether it still is. */
@NullMarked
package io.migri.core.history;

import org.jspecify.annotations.NullMarked;
