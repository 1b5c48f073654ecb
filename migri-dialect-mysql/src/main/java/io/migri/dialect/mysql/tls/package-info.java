/** Certificates and keys in PEM files, as MySQL's and MariaDB's own clients take them. The driver takes key stores. */
@NullMarked
package io.migri.dialect.mysql.tls;

import org.jspecify.annotations.NullMarked;
