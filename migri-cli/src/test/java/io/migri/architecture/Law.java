package io.migri.architecture;

import static java.util.Objects.requireNonNull;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/**
 * A rule, and code that breaks it.
 *
 * @param name a sentence
 * @param crime sources, each a class of its own, that the rule has to object to
 */
record Law(String name, ArchRule rule, List<String> crime) {

    Law {
        requireNonNull(name, "name");
        requireNonNull(rule, "rule");
        crime = List.copyOf(crime);
    }

    static Law of(String name, ArchRule rule, String... crime) {
        return new Law(name, rule, List.of(crime));
    }

    @Override
    public String toString() {
        return name;
    }
}
