package io.migri.core.plugin;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.spi.source.MigrationSource;
import io.migri.spi.source.MigrationSourceProvider;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The source providers at hand, by URL scheme. */
public final class SourceRegistry {
    /** So that a drive of Windows is none. */
    private static final int SHORTEST_SCHEME = 2;

    private final Plugins<MigrationSourceProvider> providers;
    private final ClassLoader loader;

    private SourceRegistry(Plugins<MigrationSourceProvider> providers, ClassLoader loader) {
        this.providers = providers;
        this.loader = loader;
    }

    /** Those that {@code loader} sees. */
    public static SourceRegistry discover(ClassLoader loader) {
        return new SourceRegistry(
                Plugins.discover(
                        MigrationSourceProvider.class, loader, Set.of(), provider -> Set.of(provider.scheme())),
                loader);
    }

    /** Whether {@code location} is a URL and not a path. */
    public static boolean isUrl(String location) {
        int end = location.indexOf(':');
        return end >= SHORTEST_SCHEME
                && isLetter(location.charAt(0))
                && location.chars().limit(end).allMatch(SourceRegistry::mayBeInScheme);
    }

    private static boolean mayBeInScheme(int character) {
        return isLetter(character) || (character >= '0' && character <= '9') || "+.-".indexOf(character) >= 0;
    }

    private static boolean isLetter(int character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
    }

    /**
     * The source at {@code url}. Its provider finds the loader of this registry as that of the thread.
     *
     * @param settings of plug-ins, by name
     */
    public MigrationSource open(String url, Map<String, String> settings) {
        String scheme = url.substring(0, url.indexOf(':')).toLowerCase(Locale.ROOT);
        MigrationSourceProvider provider = providers.find(scheme).orElseThrow(() -> unknown(url));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return provider.open(URI.create(url), name -> Optional.ofNullable(settings.get(name)));
        } catch (IllegalArgumentException e) {
            throw MigriException.of(
                            ErrorCode.CONFIGURATION_INVALID,
                            "\"" + url + "\" is not a place for migrations: " + e.getMessage())
                    .help(Text.of("correct the place that ", Option.LOCATION, " names"))
                    .because(e)
                    .build();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private MigriException unknown(String url) {
        return MigriException.of(
                        ErrorCode.CONFIGURATION_INVALID,
                        "Migri has no plug-in that reads migrations from \"" + url + "\"")
                .help("give a directory, or a URL of one of the schemes: " + providers.names() + providers.reasons())
                .build();
    }
}
