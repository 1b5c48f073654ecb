/** What a database of MySQL or MariaDB is made of, part by part. It asks the server, and knows no runs. */
@NullMarked
package io.migri.dialect.mysql.schema;

import org.jspecify.annotations.NullMarked;
