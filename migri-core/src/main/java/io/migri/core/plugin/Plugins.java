package io.migri.core.plugin;

import static java.util.stream.Collectors.joining;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import java.net.URL;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;

/**
 * The plug-ins of one type, by name. A name belongs to one plug-in; those that are passed in take the place of those that are
 * discovered under the same name.
 */
public final class Plugins<T> {
    private final Map<String, T> byName;

    private Plugins(Map<String, T> byName) {
        this.byName = byName;
    }

    /**
     * Discovers the plug-ins that {@code loader} sees.
     *
     * @param names what a plug-in goes by; never null, never empty
     */
    static <T> Plugins<T> discover(
            Class<T> type, ClassLoader loader, Collection<? extends T> explicit, Function<T, Set<String>> names) {
        Map<String, T> found = new LinkedHashMap<>();
        register(explicit, names, found);
        Map<String, T> discovered = new LinkedHashMap<>();
        register(load(type, loader), names, discovered);
        discovered.forEach(found::putIfAbsent);
        return new Plugins<>(found);
    }

    private static <T> List<T> load(Class<T> type, ClassLoader loader) {
        List<T> loaded = new ArrayList<>();
        try {
            ServiceLoader.load(type, loader).forEach(loaded::add);
        } catch (ServiceConfigurationError e) {
            throw new MigriException(ErrorCode.PLUGIN_MISBEHAVED, "a plug-in cannot be loaded: " + e.getMessage(), e);
        }
        return loaded;
    }

    private static <T> void register(
            Collection<? extends T> plugins, Function<T, Set<String>> names, Map<String, T> found) {
        for (T plugin : plugins) {
            for (String name : checkedNames(plugin, names)) {
                T other = found.putIfAbsent(name, plugin);
                if (other != null && other != plugin) {
                    throw misbehaved(
                            "two plug-ins go by \"" + name + "\": " + describe(other) + " and " + describe(plugin));
                }
            }
        }
    }

    @SuppressWarnings("NullAway") // a plug-in may break the contract that NullAway believes in
    private static <T> Set<String> checkedNames(T plugin, Function<T, Set<String>> names) {
        Set<String> own = names.apply(plugin);
        if (own == null || own.isEmpty()) {
            throw misbehaved(describe(plugin) + " has no name");
        }
        for (String name : own) {
            if (name == null || name.isBlank()) {
                throw misbehaved(describe(plugin) + " has an empty name");
            }
        }
        return own;
    }

    Optional<T> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Collection<T> all() {
        return new LinkedHashSet<>(byName.values());
    }

    /** The names, for messages. */
    String names() {
        return byName.keySet().stream().sorted().collect(joining(", "));
    }

    private static MigriException misbehaved(String message) {
        return new MigriException(ErrorCode.PLUGIN_MISBEHAVED, message);
    }

    /** The class and the jar it came from. */
    public static String describe(Object plugin) {
        CodeSource source = plugin.getClass().getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        return plugin.getClass().getName() + (location == null ? "" : " (" + location + ")");
    }
}
