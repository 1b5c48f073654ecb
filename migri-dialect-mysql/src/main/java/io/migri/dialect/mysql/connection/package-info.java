/**
 * Opening a connection to MySQL or MariaDB, what the driver knows of it, and which server answers. This room knows no statement
 * of a script.
 */
@NullMarked
package io.migri.dialect.mysql.connection;

import org.jspecify.annotations.NullMarked;
