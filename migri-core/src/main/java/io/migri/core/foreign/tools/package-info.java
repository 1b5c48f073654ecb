/** The other tools, a page each: how one sees that files were written for it, and what a plain run would do with them that it would not. */
@NullMarked
package io.migri.core.foreign.tools;

import org.jspecify.annotations.NullMarked;
