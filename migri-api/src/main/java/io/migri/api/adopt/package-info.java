/** How the history of another tool is taken over. */
@NullMarked
package io.migri.api.adopt;

import org.jspecify.annotations.NullMarked;
