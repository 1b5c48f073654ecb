package io.migri.core.plugin;

import static java.util.stream.Collectors.joining;

import io.migri.api.MigriException;
import io.migri.core.guest.Guests;
import io.migri.core.guest.Misbehaviour;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * The plug-ins of one type, by name. A name belongs to one plug-in. A plug-in that is passed in replaces a discovered
 * plug-in of the same name, and Migri's own plug-ins replace others. A discovered plug-in that is broken is left out,
 * with a remark. Whoever has no use for it is not disturbed. Safe for use by several threads.
 */
final class Plugins<T> {
    private final Map<String, T> byName = new LinkedHashMap<>();
    private final Map<String, MigriException> contested = new LinkedHashMap<>();
    private final List<MigriException> broken = new CopyOnWriteArrayList<>();
    private final Function<T, Set<String>> names;

    private Plugins(Function<T, Set<String>> names) {
        this.names = names;
    }

    /**
     * Discovers the plug-ins that {@code loader} sees.
     *
     * @param names what a plug-in goes by
     * @throws MigriException where one of those that are passed in is broken
     */
    static <T> Plugins<T> discover(
            Class<T> type, ClassLoader loader, Collection<? extends T> explicit, Function<T, Set<String>> names) {
        Plugins<T> plugins = new Plugins<>(names);
        IdentityHashMap<T, Boolean> given = new IdentityHashMap<>();
        for (T one : explicit) {
            if (given.put(one, true) == null) {
                plugins.register(type, one);
            }
        }
        Set<String> taken = Set.copyOf(plugins.byName.keySet());
        Discovery<T> discovery = Discovery.of(type, loader);
        plugins.broken.addAll(discovery.broken());
        for (T one : discovery.found()) {
            plugins.admit(one, taken);
        }
        return plugins;
    }

    private void register(Class<T> type, T plugin) {
        T guarded = Guests.guarded(type, plugin);
        for (String name : checkedNames(guarded)) {
            T other = byName.putIfAbsent(name, guarded);
            if (other != null && other != guarded) {
                throw twins(name, other, guarded);
            }
        }
    }

    private void admit(T plugin, Set<String> taken) {
        try {
            for (String name : checkedNames(plugin)) {
                if (!taken.contains(name)) {
                    admit(name, plugin);
                }
            }
        } catch (MigriException e) {
            broken.add(e);
        }
    }

    /** Two of others are both refused under that name, once somebody asks for it. */
    private void admit(String name, T plugin) {
        T other = byName.putIfAbsent(name, plugin);
        if (other == null) {
            return;
        }
        MigriException twins = twins(name, other, plugin);
        broken.add(twins);
        if (Guests.isForeign(other) && !Guests.isForeign(plugin)) {
            byName.put(name, plugin);
        } else if (Guests.isForeign(other)) {
            contested.put(name, twins);
        }
    }

    private Set<String> checkedNames(T plugin) {
        Set<String> own = names.apply(plugin);
        boolean named = !own.isEmpty();
        for (String name : own) {
            named &= !name.isBlank();
        }
        if (!named) {
            throw Misbehaviour.of(describe(plugin), "has no name", null);
        }
        return own;
    }

    private MigriException twins(String name, T other, T plugin) {
        return Misbehaviour.of(describe(plugin), "goes by \"" + name + "\", as does " + describe(other), null);
    }

    /**
     * The one that goes by {@code name}.
     *
     * @throws MigriException where two do
     */
    Optional<T> find(String name) {
        MigriException twins = contested.get(name);
        if (twins != null) {
            throw twins;
        }
        return Optional.ofNullable(byName.get(name));
    }

    Collection<T> all() {
        return new LinkedHashSet<>(byName.values());
    }

    /** All names that one goes by. */
    Set<String> namesTaken() {
        return Set.copyOf(byName.keySet());
    }

    /** What one goes by, for messages: a blank and a name in front of each. A class is no name. */
    String namesOf(T plugin) {
        StringBuilder own = new StringBuilder();
        byName.forEach((name, one) -> own.append(one == plugin && !name.contains(" ") ? " " + name : ""));
        return own.toString();
    }

    /** The names, for messages. */
    String names() {
        return byName.keySet().stream().sorted().collect(joining(", "));
    }

    /** What is wrong with those that were left out. */
    List<MigriException> broken() {
        return List.copyOf(broken);
    }

    /** Notes that one turned out to be broken when it was asked. It is told once, however often it is asked. */
    void leaveOut(MigriException reason) {
        if (broken.stream().noneMatch(one -> one.getMessage().equals(reason.getMessage()))) {
            broken.add(reason);
        }
    }

    /** What is wrong with those that were left out, as the end of a message. The user may mean one of them. */
    String reasons() {
        return broken.stream().map(one -> "; " + one.text()).collect(joining());
    }

    private static String describe(Object plugin) {
        return Guests.describe(plugin);
    }
}
