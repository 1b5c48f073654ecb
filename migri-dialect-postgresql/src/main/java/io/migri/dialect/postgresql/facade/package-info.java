/** What the Python sources beside it ask for when they look like asyncpg, on the connection of the run. */
@NullMarked
package io.migri.dialect.postgresql.facade;

import org.jspecify.annotations.NullMarked;
