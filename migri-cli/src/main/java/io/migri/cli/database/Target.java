package io.migri.cli.database;

import io.migri.api.ConnectionConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which database is meant.
 *
 * @param config what a dialect is given
 * @param places where each part was said, by its name: an option, a variable, or a line of a file
 * @param notes what is worth telling whoever wonders
 * @param warnings what the user should put right
 */
public record Target(ConnectionConfig config, Map<String, String> places, List<String> notes, List<String> warnings) {
    public Target {
        places = Map.copyOf(places);
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
    }

    /** What names the database, where that is neither an option nor a variable for its name alone. */
    public Optional<String> source() {
        String place = places.getOrDefault("database", "-n");
        return place.equals("-n") || place.equals("DB_NAME") ? Optional.empty() : Optional.of(place);
    }
}
