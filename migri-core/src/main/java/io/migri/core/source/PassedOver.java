package io.migri.core.source;

import io.migri.api.event.MigrationListener;
import io.migri.api.event.MigrationListener.Message;
import io.migri.api.text.Printable;
import io.migri.api.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The files beside the migrations that somebody may have taken for one. */
public final class PassedOver {
    private static final int MOST_NAMES = 10;
    private static final int LONGEST_NAME = 100;

    private final Set<String> kinds;
    private final List<String> others = new ArrayList<>();
    private final List<String> miswritten = new ArrayList<>();

    /** None yet. */
    public PassedOver(Set<String> kinds) {
        this.kinds = kinds;
    }

    /** One that is passed over. */
    public void add(String fileName) {
        int dot = fileName.lastIndexOf('.');
        boolean known = dot > 0 && kinds.contains(fileName.substring(dot + 1).toLowerCase(Locale.ROOT));
        (known ? miswritten : others).add(fileName);
    }

    /** Warns of names in upper case, and names the others to those who look closely. */
    public void tell(MigrationListener listener) {
        if (!miswritten.isEmpty()) {
            String first = miswritten.stream().sorted().findFirst().orElseThrow();
            int dot = first.lastIndexOf('.') + 1;
            String better = first.substring(0, dot) + first.substring(dot).toLowerCase(Locale.ROOT);
            String passed = miswritten.size() == 1
                    ? " is not applied, since its ending is not in lower case; rename "
                    : " are not applied, since their endings are not in lower case; rename ";
            listener.told(
                    Message.warning(Text.of(listed(miswritten) + passed + shown(first) + " to " + shown(better))));
        }
        if (!others.isEmpty()) {
            String known = String.join(
                    ", ", kinds.stream().sorted().map(kind -> "." + kind).toList());
            listener.told(
                    Message.info(Text.of("passed over, for migrations here end in " + known + ": " + listed(others))));
        }
    }

    private static String listed(List<String> names) {
        List<String> shown =
                names.stream().sorted().limit(MOST_NAMES).map(PassedOver::shown).toList();
        int more = names.size() - shown.size();
        return String.join(", ", shown) + (more > 0 ? " and " + more + " more" : "");
    }

    private static String shown(String name) {
        String start = name.codePointCount(0, name.length()) > LONGEST_NAME
                ? name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME)) + "…"
                : name;
        return Printable.line(start);
    }
}
