/** What scripts in Python may call. */
@NullMarked
package io.migri.dialect.sqlite.facade;

import org.jspecify.annotations.NullMarked;
