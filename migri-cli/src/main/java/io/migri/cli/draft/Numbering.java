package io.migri.cli.draft;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How the files of a directory are numbered, and which number comes next. The last file that has a number shows it. */
final class Numbering {
    private static final String FIRST = "0001_";
    private static final String SEPARATOR = "_";

    /** Whoever counts in such steps leaves room for files in between. */
    private static final List<Integer> STEPS = List.of(1000, 100, 10);

    /** Those of the last one's kind. */
    private final List<Label> labels;

    private final Optional<Label> last;

    private Numbering(List<Label> all) {
        this.last = all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
        this.labels = all.stream()
                .filter(label -> label.isLike(all.get(all.size() - 1)))
                .toList();
    }

    /** @param names without extensions, in the order of a run */
    static Numbering of(List<String> names) {
        return new Numbering(
                names.stream().flatMap(name -> Label.of(name).stream()).toList());
    }

    /** The number that {@code name} brings along, if it is written as those there are. Else digits are a part of the name. */
    Optional<Label> given(String name) {
        return Label.of(name).filter(label -> last.isEmpty() || isOurs(label));
    }

    private boolean isOurs(Label label) {
        boolean alike = label.isLike(labels.get(0));
        boolean separated = label.separator().isEmpty() || label.separator().equals(separator());
        boolean wide =
                label.form().isPresent() || width() == 0 || label.number().length() == width();
        return alike && separated && wide;
    }

    /** What is to stand in front of a new name: the next number, and what separates the two. */
    String next(Instant now) {
        if (last.isEmpty()) {
            return FIRST;
        }
        Label model = last.get();
        String number = model.form().map(form -> form.after(latest(), now)).orElseGet(this::nextCount);
        return model.letter() + number + separator();
    }

    private String latest() {
        return labels.stream().map(Label::number).max(Comparator.naturalOrder()).orElse("");
    }

    private String nextCount() {
        long next = highest().map(Label::count).orElse(0L) + step();
        String digits = Long.toString(next);
        return "0".repeat(Math.max(0, width() - digits.length())) + digits;
    }

    /** The highest of those that are counted. */
    Optional<Label> highest() {
        return labels.stream().filter(label -> label.form().isEmpty()).max(Comparator.comparingLong(Label::count));
    }

    private long step() {
        return labels.size() < 2
                ? 1
                : STEPS.stream()
                        .filter(step -> labels.stream().allMatch(label -> label.count() % step == 0))
                        .findFirst()
                        .orElse(1);
    }

    /** How many digits there are at least; 0 where none has leading zeros. */
    private int width() {
        return labels.stream()
                .filter(Label::isPadded)
                .mapToInt(label -> label.number().length())
                .max()
                .orElse(0);
    }

    private String separator() {
        Stream<String> used = labels.stream().map(Label::separator).filter(one -> !one.isEmpty());
        return used.reduce((before, behind) -> behind).orElse(SEPARATOR);
    }
}
