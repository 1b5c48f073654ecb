/** What a reader sees of changes of a schema. */
@NullMarked
package io.migri.dialect.mysql.schema;

import org.jspecify.annotations.NullMarked;
