package io.migri.spi.format;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a format may look at beside the directory. Immutable.
 *
 * @param recorded the names that Migri's history has; none where nothing is known of it
 * @param settings what the user set, by name, such as {@code flyway.outOfOrder}
 */
public record FormatContext(Set<String> recorded, Map<String, String> settings) {
    /** An empty history, and nothing set. */
    public static final FormatContext NONE = new FormatContext(Set.of(), Map.of());

    public FormatContext {
        recorded = Set.copyOf(recorded);
        settings = Map.copyOf(settings);
    }

    /** What the user set under that name. */
    public Optional<String> setting(String name) {
        return Optional.ofNullable(settings.get(name));
    }
}
