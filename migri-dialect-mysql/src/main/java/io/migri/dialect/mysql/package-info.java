/** MySQL and MariaDB, for Migri. */
@NullMarked
package io.migri.dialect.mysql;

import org.jspecify.annotations.NullMarked;
