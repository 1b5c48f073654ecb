package io.migri.spi.source;

import io.migri.api.Migration;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Where migrations come from. */
@FunctionalInterface
public interface MigrationSource {

    /**
     * All migrations that there are, in any order unless {@link #isOrdered()}; the core sorts them. Does not read their contents.
     *
     * @throws io.migri.api.MigriException with code {@code SOURCE_UNREADABLE} where the place does not exist
     */
    List<Migration> migrations() throws IOException;

    /**
     * The same for a place that may hold files that are no migrations. By default nothing but migrations is there.
     *
     * @param kinds the kinds of migrations that can be run, by {@link Migration#kind()}
     * @param passedOver told the name of each other file that somebody may take for a migration
     */
    default List<Migration> migrations(Set<String> kinds, Consumer<String> passedOver) throws IOException {
        return migrations();
    }

    /**
     * Whether {@link #migrations()} lists them in the order in which they run. By default the code points of their file names decide. The same
     * at each call.
     */
    default boolean isOrdered() {
        return false;
    }

    /** Whether a pending migration is refused that stands before an applied one. By default it is told, and runs. The same at each call. */
    default boolean refusesLate() {
        return false;
    }

    /**
     * A file that lies beside the migrations and is none itself, such as another tool's list of them; empty where there is none, which is
     * what it is by default. Does not read its contents.
     *
     * @param fileName relative to the place; {@code ..} leads to the place around it, where there is such a thing
     */
    default Optional<Migration.Content> companion(String fileName) throws IOException {
        return Optional.empty();
    }

    /**
     * The scripts of a folder beside the migrations, which are none themselves: {@code undo} has what takes a migration back, under the
     * migration's name. Empty where there is no such folder, which is what it is by default. Does not list it.
     *
     * @param name without a slash
     */
    default Optional<MigrationSource> folder(String name) throws IOException {
        return Optional.empty();
    }
}
