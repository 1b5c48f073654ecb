/** Scripts that Migri and the database's own client have to understand alike. */
@NullMarked
package io.migri.meaning;

import org.jspecify.annotations.NullMarked;
