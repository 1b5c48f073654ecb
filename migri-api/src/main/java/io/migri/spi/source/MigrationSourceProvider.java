package io.migri.spi.source;

import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/** Opens migration sources of one sort, chosen by URL scheme. Stateless; found by {@link java.util.ServiceLoader}. */
public interface MigrationSourceProvider {

    /** The scheme, lower case, without its colon: {@code classpath}. */
    String scheme();

    /**
     * The source at {@code location}, whose scheme is {@link #scheme()}.
     *
     * @throws IllegalArgumentException where no source can be at such a place
     */
    MigrationSource open(URI location);

    /**
     * The same for one that can be set up. By default there is nothing to set up.
     *
     * @param settings what the user set under a name, such as {@code s3.region}
     * @throws IllegalArgumentException as above
     */
    default MigrationSource open(URI location, Function<String, Optional<String>> settings) {
        return open(location);
    }
}
