/** The history beside the files: how each migration stands, what does not agree, and what puts it right. */
@NullMarked
package io.migri.core.ledger;

import org.jspecify.annotations.NullMarked;
