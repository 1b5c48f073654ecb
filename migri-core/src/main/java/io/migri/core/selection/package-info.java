/** Which migrations are meant: by name, or by how many. */
@NullMarked
package io.migri.core.selection;

import org.jspecify.annotations.NullMarked;
