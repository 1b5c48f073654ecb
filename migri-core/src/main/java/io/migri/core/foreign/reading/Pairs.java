package io.migri.core.foreign.reading;

import io.migri.api.Migration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Files of which one undoes the other, told by the words at the end or the beginning of their names.
 *
 * @param tool how messages call whose they are
 * @param up the word of what is applied; may be empty
 * @param down the word of what undoes it
 */
public record Pairs(String tool, String up, String down) {

    /**
     * The first file that undoes another one. Behind a dot the word suffices; behind a dash or an underscore, at the beginning, or as the
     * whole name it may mean something else, so the other file has to be there.
     */
    public Optional<Conflict> undoing(Place place) {
        return place.scripts().stream()
                .filter(script -> endsWithWord(script.name(), down) || hasTwin(script.name(), place))
                .findFirst()
                .map(script -> conflict(
                        script, twin(script.name()).filter(place::has).map(twin -> twin + "." + script.kind())));
    }

    /** The scripts whose name says that they are to be applied. */
    public List<Migration> applied(Place place) {
        return up.isEmpty()
                ? List.of()
                : place.scripts().stream()
                        .filter(script -> endsWithWord(script.name(), up))
                        .toList();
    }

    private static boolean endsWithWord(String name, String word) {
        return name.toLowerCase(Locale.ROOT).endsWith("." + word) && name.length() > word.length() + 1;
    }

    private boolean hasTwin(String name, Place place) {
        return twin(name).filter(place::has).isPresent();
    }

    /** What the other file would be called. */
    private Optional<String> twin(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        int stem = name.length() - down.length();
        if (lower.equals(down)) {
            return Optional.of(up);
        }
        if (lower.endsWith(down) && ".-_".indexOf(name.charAt(stem - 1)) >= 0) {
            return Optional.of(up.isEmpty() ? name.substring(0, stem - 1) : name.substring(0, stem) + up);
        }
        return lower.startsWith(down) && ".-_".indexOf(name.charAt(down.length())) >= 0
                ? Optional.of(up + name.substring(down.length()))
                : Optional.empty();
    }

    private Conflict conflict(Migration script, Optional<String> twin) {
        String message = script.fileName() + " is written for " + tool + ", which executes it only to undo "
                + twin.orElse("another one") + "; a plain run would execute it like any other";
        return new Conflict(script, 1, "", message, true);
    }
}
