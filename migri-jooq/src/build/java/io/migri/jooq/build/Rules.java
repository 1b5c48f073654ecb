package io.migri.jooq.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a file with rules says.
 *
 * @param kept by type, the names of its members that are to be there, with all that they need
 * @param cut methods, as {@code type#name}, and whole types, that throw when they are called, so that they need nothing
 * @param mute types whose methods do nothing
 * @param moved by beginning of a name, what it is to begin with
 */
record Rules(Map<String, List<String>> kept, Set<String> cut, Set<String> mute, Map<String, String> moved) {

    static Rules read(Path file) throws IOException {
        Rules rules = new Rules(new LinkedHashMap<>(), new HashSet<>(), new HashSet<>(), new LinkedHashMap<>());
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                rules.add(List.of(line.strip().split("\\s+")));
            }
        }
        return rules;
    }

    private void add(List<String> words) {
        String name = words.get(1);
        switch (words.get(0)) {
            case "keep" -> kept.put(name.replace('.', '/'), words.subList(2, words.size()));
            case "cut" -> cut.add(name.replace('.', '/'));
            case "mute" -> mute.add(name.replace('.', '/'));
            case "move" -> moved.put(name, words.get(2));
            default -> throw new IllegalArgumentException("no such rule: " + words);
        }
    }

    /** Whether {@code method} of {@code type} is left without its code. */
    boolean hollow(String type, String method) {
        return cut.contains(type + '#' + method)
                || (cut.contains(type) && !method.equals("<clinit>"))
                || mute.contains(type);
    }

    boolean mute(String type) {
        return mute.contains(type);
    }
}
