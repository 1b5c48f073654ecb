/** Where a dry run happens: in a transaction of the database itself, or on a copy. Knows neither sessions nor runs. */
@NullMarked
package io.migri.spi.rehearsal;

import org.jspecify.annotations.NullMarked;
