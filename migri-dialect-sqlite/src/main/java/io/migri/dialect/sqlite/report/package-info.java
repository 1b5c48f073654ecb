/** What statements do to tables and rows, found by looking at the file before and after each. */
@NullMarked
package io.migri.dialect.sqlite.report;

import org.jspecify.annotations.NullMarked;
