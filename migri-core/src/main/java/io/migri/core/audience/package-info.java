/** Who is told what a run does: the application's listeners, and its log. */
@NullMarked
package io.migri.core.audience;

import org.jspecify.annotations.NullMarked;
