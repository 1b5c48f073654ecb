package io.migri.core.repeatable;

import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.core.selection.Names;
import io.migri.core.source.Repeatable;
import io.migri.core.source.RepeatableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts repeatables in order: by name, but each behind those that it depends on. */
final class DependencyOrder {
    private final Map<String, Migration> files = new LinkedHashMap<>();
    private final Map<String, List<String>> depends = new LinkedHashMap<>();
    private final Set<String> placed = new HashSet<>();
    private final List<Repeatable> ordered = new ArrayList<>();

    private DependencyOrder(Map<Migration, List<String>> found) {
        found.keySet().forEach(file -> files.put(RepeatableName.plain(file.name()), file));
        found.forEach((file, written) -> depends.put(RepeatableName.plain(file.name()), known(file, written)));
    }

    /**
     * The files in order.
     *
     * @param found by name, each with what it says that it depends on
     * @throws MigriException with code {@code MIGRATIONS_INVALID} where that is not there, or goes in a circle
     */
    static List<Repeatable> of(Map<Migration, List<String>> found) {
        DependencyOrder order = new DependencyOrder(found);
        order.files.keySet().forEach(name -> order.place(name, new LinkedHashSet<>()));
        return order.ordered;
    }

    private List<String> known(Migration file, List<String> written) {
        Set<String> known = new LinkedHashSet<>();
        for (String name : written) {
            String meant = Names.meant(name, files.keySet());
            if (!files.containsKey(meant)) {
                throw invalid(
                        file.origin() + " depends on " + name + ", and there is no repeatable of that name",
                        "nothing was applied; name a file of the folder " + RepeatableName.FOLDER
                                + "; migrations need not be named, for they all come before");
            }
            known.add(meant);
        }
        return List.copyOf(known);
    }

    /** @param above those that wait for it, the first one first */
    private void place(String name, Set<String> above) {
        if (placed.contains(name)) {
            return;
        }
        if (!above.add(name)) {
            throw circle(name, new ArrayList<>(above));
        }
        List<String> first = depends.getOrDefault(name, List.of());
        first.stream().sorted().forEach(one -> place(one, above));
        above.remove(name);
        placed.add(name);
        Migration file = files.get(name);
        if (file != null) {
            ordered.add(
                    new Repeatable(file, first.stream().map(RepeatableName::of).toList()));
        }
    }

    private static MigriException circle(String name, List<String> above) {
        List<String> circle = above.subList(above.indexOf(name), above.size());
        return invalid(
                circle.size() == 1
                        ? "the repeatable " + name + " depends on itself"
                        : "repeatables depend on each other in a circle: " + String.join(" on ", circle) + " on "
                                + name,
                "nothing was applied; take out one of these dependencies");
    }

    private static MigriException invalid(String message, String help) {
        return MigriException.of(ErrorCode.MIGRATIONS_INVALID, message)
                .help(help)
                .build();
    }
}
