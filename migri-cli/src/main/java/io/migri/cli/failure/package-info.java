/** How failures are told: what happened, where, what state the database is in, and what to do next. */
@NullMarked
package io.migri.cli.failure;

import org.jspecify.annotations.NullMarked;
