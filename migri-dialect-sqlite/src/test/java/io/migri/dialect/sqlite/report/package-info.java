/** What a probe tells of statements. */
@NullMarked
package io.migri.dialect.sqlite.report;

import org.jspecify.annotations.NullMarked;
