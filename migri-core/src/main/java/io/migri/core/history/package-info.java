/** The history beside the files: how each migration stands, what does not agree, and what puts it right. No migration runs here. */
@NullMarked
package io.migri.core.history;

import org.jspecify.annotations.NullMarked;
