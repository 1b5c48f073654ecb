package io.migri.cli.database;

import io.migri.api.ConnectionConfig;
import java.util.List;
import java.util.Map;

/**
 * Which database is meant.
 *
 * @param config what a dialect is given
 * @param places where each part was said, by its name: an option, a variable, or a line of a file
 * @param notes what is worth telling whoever wonders
 * @param warnings what the user should put right
 */
public record Target(
        ConnectionConfig config, Map<String, String> places, List<String> notes, List<String> warnings) {
    public Target {
        places = Map.copyOf(places);
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
    }
}
