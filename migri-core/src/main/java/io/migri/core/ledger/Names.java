package io.migri.core.ledger;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import java.util.Collection;
import java.util.List;

/** Finds migrations by name and, where there is none of that name, those that may have been meant. */
final class Names {
    private static final int SHOWN = 3;

    private Names() {}

    /**
     * An error about a name that is not among {@code known}.
     *
     * @param lack what there is not, such as "no file"
     */
    static MigriException unknown(String name, Collection<String> known, String lack) {
        List<String> near =
                known.stream().filter(one -> near(one, name)).limit(SHOWN).toList();
        return new MigriException(
                ErrorCode.CONFIGURATION_INVALID,
                "there is " + lack + " of the name " + name,
                near.isEmpty()
                        ? "see the names with `migri status`"
                        : "is one of these meant: " + String.join(", ", near),
                null,
                null,
                null);
    }

    private static boolean near(String known, String name) {
        return known.contains(name) || name.contains(known) || sharedStart(known, name) * 3 >= name.length() * 2;
    }

    private static int sharedStart(String left, String right) {
        int shared = 0;
        while (shared < Math.min(left.length(), right.length()) && left.charAt(shared) == right.charAt(shared)) {
            shared++;
        }
        return shared;
    }
}
