package io.migri.cli.draft;

import io.migri.api.Migration;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.output.Printable;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the whole name of a new migration, which nothing else there may have. */
final class Naming {
    private final Invocation invocation;
    private final List<String> names;
    private final Numbering numbering;

    /** @param names of all that is there, without extensions */
    Naming(Invocation invocation, List<String> names, Numbering numbering) {
        this.invocation = invocation;
        this.names = names;
        this.numbering = numbering;
    }

    /** The name with its number in front. */
    String name(String typed, Instant now) {
        Optional<Label> given = numbering.given(typed);
        String name = given.isPresent() ? typed : numbering.next(now) + typed;
        Optional<Label> own = Label.of(name);
        for (String other : names) {
            Optional<Label> label = Label.of(other);
            if (same(other, name)) {
                throw refused("There is a migration of that name already: " + Printable.text(other) + ".");
            }
            if (own.isPresent() && label.filter(own.get()::isTakenBy).isPresent()) {
                throw refused("The number " + own.get().number() + " is taken by " + Printable.text(other) + ".");
            }
            if (given.isEmpty() && label.filter(one -> same(one.rest(), typed)).isPresent()) {
                throw refused("There is a migration of that name already: " + Printable.text(other)
                        + ". Choose another name; or give this one with its number, " + Printable.text(name) + ".");
            }
        }
        return name;
    }

    private static boolean same(String one, String other) {
        return folded(one).equals(folded(other));
    }

    /** A name as people, and some file systems, take it for another. */
    private static String folded(String name) {
        String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
        return Normalizer.normalize(composed.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    private RuntimeException refused(String reason) {
        return invocation.misused(reason);
    }

    /** Refuses a number that grew by a digit, if a run would then take the file before those that it comes after. */
    void requireOrder(List<Migration> all, Migration added) {
        Optional<Label> highest = numbering.highest();
        Optional<Label> own = Label.of(added.name());
        if (highest.isEmpty() || own.isEmpty() || !own.get().isLike(highest.get())) {
            return;
        }
        boolean overtakes = all.subList(all.indexOf(added), all.size()).stream()
                .anyMatch(one -> Label.of(one.name()).equals(highest));
        if (overtakes && own.get().count() > highest.get().count()) {
            throw refused(overtaking(added, own.get(), highest.get()));
        }
    }

    private static String overtaking(Migration added, Label own, Label highest) {
        String example = highest.letter() + highest.number() + "a" + own.separator() + own.rest() + "." + added.kind();
        return "The next number is " + own.number() + ", but a run would take " + added.fileName() + " before number "
                + highest.number() + ": names are compared letter by letter. Make the file by hand, with a name that"
                + " sorts last, such as " + Printable.text(example) + ".";
    }
}
