package io.migri.spi.source;

import io.migri.api.Migration;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Where migrations come from. */
@FunctionalInterface
public interface MigrationSource {

    /**
     * All migrations that there are, in any order; the core sorts them. Does not read their contents.
     *
     * @throws io.migri.api.MigriException with code {@code SOURCE_UNREADABLE} where the place does not exist
     */
    List<Migration> migrations() throws IOException;

    /**
     * A file that lies beside the migrations and is none itself, such as another tool's list of them; empty where there is none, which is
     * what it is by default. Does not read its contents.
     *
     * @param fileName relative to the place; {@code ..} leads to the place around it, where there is such a thing
     */
    default Optional<Migration.Content> companion(String fileName) throws IOException {
        return Optional.empty();
    }
}
