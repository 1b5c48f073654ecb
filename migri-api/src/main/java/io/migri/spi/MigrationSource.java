package io.migri.spi;

import io.migri.api.Migration;
import java.io.IOException;
import java.util.List;

/** Where migrations come from. */
@FunctionalInterface
public interface MigrationSource {

    /**
     * All migrations that there are, in any order; the core sorts them. Does not read their contents.
     *
     * @throws io.migri.api.MigriException with code {@code SOURCE_UNREADABLE} where the place does not exist
     */
    List<Migration> migrations() throws IOException;
}
