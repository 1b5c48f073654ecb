package io.migri.core.selection;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.text.Operation;
import io.migri.api.text.Text;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds migrations by name and, where there is none of that name, those that may have been meant. */
public final class Names {
    private static final int SHOWN = 3;

    private Names() {}

    /** The name that is meant: a path to a file, as a shell completes it, means the file's migration. */
    public static String meant(String given, Collection<String> known) {
        if (known.contains(given)) {
            return given;
        }
        String file = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        int dot = file.lastIndexOf('.');
        String stem = dot <= 0 ? file : file.substring(0, dot);
        return known.contains(file) ? file : known.contains(stem) ? stem : given;
    }

    /** The names that are meant, each once. */
    public static Set<String> meant(Collection<String> given, Collection<String> known) {
        Set<String> meant = new LinkedHashSet<>();
        given.forEach(name -> meant.add(meant(name, known)));
        return meant;
    }

    /**
     * An error about a name that is not among {@code known}.
     *
     * @param lack what there is not, such as "no migration here"
     */
    public static MigriException unknown(String name, Collection<String> known, String lack) {
        List<String> near = near(name, known);
        return MigriException.of(ErrorCode.CONFIGURATION_INVALID, lack + " is called " + name)
                .help(
                        near.isEmpty()
                                ? Text.of("see the names with `", Operation.STATUS, "`")
                                : Text.of("did you mean " + String.join(", ", near) + "?"))
                .build();
    }

    /** Those that hold the name, or are held by it; else those that begin alike, the most alike first. */
    private static List<String> near(String name, Collection<String> known) {
        List<String> holding = known.stream()
                .filter(one -> one.contains(name) || name.contains(one))
                .limit(SHOWN)
                .toList();
        return holding.isEmpty()
                ? known.stream()
                        .filter(one -> sharedStart(one, name) * 3 >= name.length() * 2)
                        .sorted(Comparator.comparingInt((String one) -> -sharedStart(one, name)))
                        .limit(SHOWN)
                        .toList()
                : holding;
    }

    private static int sharedStart(String left, String right) {
        int shared = 0;
        while (shared < Math.min(left.length(), right.length()) && left.charAt(shared) == right.charAt(shared)) {
            shared++;
        }
        return shared;
    }
}
