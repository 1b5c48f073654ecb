/** Opening files as users do. */
@NullMarked
package io.migri.dialect.sqlite.connection;

import org.jspecify.annotations.NullMarked;
