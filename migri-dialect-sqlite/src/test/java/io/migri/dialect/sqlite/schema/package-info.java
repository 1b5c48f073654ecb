/** What a reader sees of changes of a schema. */
@NullMarked
package io.migri.dialect.sqlite.schema;

import org.jspecify.annotations.NullMarked;
