/** What a reader sees of changes of a schema. */
@NullMarked
package io.migri.dialect.postgresql.schema;

import org.jspecify.annotations.NullMarked;
