package io.migri.core.foreign.reading;

import io.migri.api.Migration;
import io.migri.spi.source.MigrationSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Migrations that lie together, as other tools would look at them. */
public final class Place {
    private final List<Migration> files;
    private final Set<String> names = new HashSet<>();
    private final MigrationSource source;
    private final Predicate<String> marks;
    private final Map<String, Outline> outlines = new HashMap<>();

    /**
     * A place.
     *
     * @param files those to look at, in the order of a plain run
     * @param all these, and the others beside them
     * @param marks which comments mean something to any tool
     */
    public Place(List<Migration> files, List<Migration> all, MigrationSource source, Predicate<String> marks) {
        this.files = files;
        this.source = source;
        this.marks = marks;
        all.forEach(one -> names.add(one.name().toLowerCase(Locale.ROOT)));
    }

    /** Those to look at, in the order of a plain run. */
    public List<Migration> files() {
        return files;
    }

    /** The SQL scripts among them. */
    public List<Migration> scripts() {
        return files.stream().filter(file -> file.kind().equals("sql")).toList();
    }

    /** Whether a migration of that name is there, to look at or not, in whatever case. */
    public boolean has(String name) {
        return names.contains(name.toLowerCase(Locale.ROOT));
    }

    /** The comments of a script that mean something to some tool. Read once. */
    public Outline outline(Migration script) throws IOException {
        Outline known = outlines.get(script.name());
        if (known == null) {
            known = Outline.read(script, marks);
            outlines.put(script.name(), known);
        }
        return known;
    }

    /** Those that have a comment which {@code means} something to some tool. */
    public List<Migration> marked(Predicate<String> means) throws IOException {
        List<Migration> marked = new ArrayList<>();
        for (Migration script : scripts()) {
            if (outline(script).marks().stream().anyMatch(mark -> means.test(mark.text()))) {
                marked.add(script);
            }
        }
        return marked;
    }

    /** A file beside the migrations that is none itself. */
    public Optional<Migration.Content> companion(String fileName) throws IOException {
        return source.companion(fileName);
    }
}
