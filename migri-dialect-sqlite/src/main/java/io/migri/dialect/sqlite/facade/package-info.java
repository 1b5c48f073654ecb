/** What scripts in Python call: the connection of aiosqlite. Its Python half lies beside the binding. */
@NullMarked
package io.migri.dialect.sqlite.facade;

import org.jspecify.annotations.NullMarked;
