/** Scripts for {@code mysql} and {@code mariadb}, the client programs. */
@NullMarked
package io.migri.dialect.mysql.client;

import org.jspecify.annotations.NullMarked;
