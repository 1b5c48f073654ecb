/** What a probe reports of statements. */
@NullMarked
package io.migri.dialect.sqlite.report;

import org.jspecify.annotations.NullMarked;
