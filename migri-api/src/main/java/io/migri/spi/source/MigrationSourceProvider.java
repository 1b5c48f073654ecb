package io.migri.spi.source;

import java.net.URI;

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
}
