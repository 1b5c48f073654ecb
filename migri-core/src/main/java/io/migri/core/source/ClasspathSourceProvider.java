package io.migri.core.source;

import io.migri.spi.source.MigrationSource;
import io.migri.spi.source.MigrationSourceProvider;
import java.net.URI;

/**
 * Folders on the class path, as {@code classpath:} URLs such as {@code classpath:db/migrations}. The thread's context class loader
 * finds them.
 */
public final class ClasspathSourceProvider implements MigrationSourceProvider {

    @Override
    public String scheme() {
        return "classpath";
    }

    @Override
    public MigrationSource open(URI location) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return new ClasspathSource(
                location.getSchemeSpecificPart(),
                context != null ? context : ClasspathSourceProvider.class.getClassLoader());
    }
}
