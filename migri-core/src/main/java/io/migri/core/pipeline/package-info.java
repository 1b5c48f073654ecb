/** One migration's statements on their way to the database: in which transaction, in which message, with which note of the journal. */
@NullMarked
package io.migri.core.pipeline;

import org.jspecify.annotations.NullMarked;
