/** Tests of PEM files. */
@NullMarked
package io.migri.dialect.mysql.tls;

import org.jspecify.annotations.NullMarked;
