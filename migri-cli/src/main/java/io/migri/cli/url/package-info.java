/** What a URL, or a parameter of a database's own clients, says of where a database is. Knows no command line. */
@NullMarked
package io.migri.cli.url;

import org.jspecify.annotations.NullMarked;
