/** What is put back after a migration. */
@NullMarked
package io.migri.dialect.sqlite.state;

import org.jspecify.annotations.NullMarked;
