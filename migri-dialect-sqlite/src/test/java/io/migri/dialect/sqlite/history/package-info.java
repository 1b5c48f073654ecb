/** The history, as Migri and the Python tool write it. */
@NullMarked
package io.migri.dialect.sqlite.history;

import org.jspecify.annotations.NullMarked;
