/** What a statement did to tables, by what the catalogs say before and after it, and what to write instead. */
@NullMarked
package io.migri.dialect.postgresql.report;

import org.jspecify.annotations.NullMarked;
