/**
 * Makes a session look like a connection of aiomysql to a Python migration. The Python sources stand beside {@link
 * io.migri.dialect.mysql.facade.MySqlFacadeBinding}.
 */
@NullMarked
package io.migri.dialect.mysql.facade;

import org.jspecify.annotations.NullMarked;
