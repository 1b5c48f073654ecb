/** Takes applied migrations back: a run of their undos, newest first, against a log from which their entries go. */
@NullMarked
package io.migri.core.undo;

import org.jspecify.annotations.NullMarked;
