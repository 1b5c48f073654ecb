package io.migri.core.foreign.tools;

import io.migri.api.Migration;
import io.migri.core.foreign.reading.Conflict;
import io.migri.core.foreign.reading.ForeignTool;
import io.migri.core.foreign.reading.Mark;
import io.migri.core.foreign.reading.Pairs;
import io.migri.core.foreign.reading.Place;
import io.migri.core.foreign.reading.Trace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;

/** yoyo: {@code users.rollback.sql} undoes {@code users.sql}; {@code -- depends: users} puts a file behind another one. */
final class Yoyo implements ForeignTool {
    private static final String DEPENDS = "depends:";
    private static final Pairs PAIRS = new Pairs("yoyo", "", "rollback");

    @Override
    public String name() {
        return PAIRS.tool();
    }

    @Override
    public boolean marks(String comment) {
        return Mark.says(comment, DEPENDS);
    }

    @Override
    public Optional<Trace> trace(Place place) throws IOException {
        Optional<Conflict> undoing = PAIRS.undoing(place);
        return (undoing.isPresent() ? undoing : disorder(place)).map(conflict -> Trace.of(name(), conflict));
    }

    /** The first file that is in front of one that it depends on. */
    private Optional<Conflict> disorder(Place place) throws IOException {
        List<Migration> marked = place.marked(this::marks);
        Set<String> later = new HashSet<>();
        List<Migration> files = new ArrayList<>(place.files());
        for (int i = files.size() - 1; i >= 0; i--) {
            Migration file = files.get(i);
            for (Mark mark : marked.contains(file) ? place.outline(file).marks() : List.<Mark>of()) {
                Optional<String> needed =
                        needed(mark.text()).stream().filter(later::contains).findFirst();
                if (needed.isPresent()) {
                    return Optional.of(conflict(file, mark, needed.get()));
                }
            }
            later.add(file.name());
        }
        return Optional.empty();
    }

    private List<String> needed(String comment) {
        List<String> names = new ArrayList<>();
        if (marks(comment)) {
            StringTokenizer words = new StringTokenizer(Mark.normal(comment).substring(DEPENDS.length()));
            while (words.hasMoreTokens()) {
                names.add(words.nextToken());
            }
        }
        return names;
    }

    private Conflict conflict(Migration file, Mark mark, String needed) {
        String message = file.fileName() + " is written for yoyo, which applies it after " + needed
                + "; a plain run would apply it first";
        return new Conflict(file, mark.line(), mark.text(), message, false);
    }
}
