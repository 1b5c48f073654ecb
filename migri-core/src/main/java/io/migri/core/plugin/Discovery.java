package io.migri.core.plugin;

import io.migri.api.MigriException;
import io.migri.core.guest.Guests;
import io.migri.core.guest.Misbehaviour;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The plug-ins of one type that a class loader sees. One that cannot be loaded keeps none of the others away.
 *
 * @param found in the order of the class path
 * @param broken what is wrong with the others
 */
record Discovery<T>(List<T> found, List<MigriException> broken) {
    /** A class loader that fails anew each time would never come to an end. */
    private static final int MOST_FAILURES = 100;

    static <T> Discovery<T> of(Class<T> type, ClassLoader loader) {
        Discovery<T> discovery = new Discovery<>(new ArrayList<>(), new ArrayList<>());
        Iterator<T> plugins = ServiceLoader.load(type, loader).iterator();
        boolean more = true;
        while (more && discovery.broken.size() < MOST_FAILURES) {
            more = discovery.next(type, loader, plugins);
        }
        return discovery;
    }

    private boolean next(Class<T> type, ClassLoader loader, Iterator<T> plugins) {
        try {
            if (!plugins.hasNext()) {
                return false;
            }
            found.add(Guests.guarded(type, plugins.next()));
        } catch (ServiceConfigurationError | LinkageError | StackOverflowError | RuntimeException e) {
            Throwable cause = e instanceof ServiceConfigurationError && e.getCause() != null ? e.getCause() : e;
            String entry = ServiceEntry.behind(e, type, loader, broken);
            broken.add(Misbehaviour.of(entry, "cannot be loaded: " + cause, e));
        }
        return true;
    }
}
