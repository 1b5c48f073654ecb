package io.migri.cli.database;

import io.migri.cli.url.Part;
import io.migri.cli.url.Parts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What is said of a database, and where each part was said. What was said first stays. Not safe for use by several
 * threads. Every run goes through here, so there is no lambda where a loop will do: each is a class to load.
 */
final class Claim {
    private static final Set<Part> WHICH = EnumSet.of(Part.DIALECT, Part.HOST, Part.PORT, Part.DATABASE);

    private final Map<Part, Said> parts = new EnumMap<>(Part.class);
    private final Map<String, Said> properties = new LinkedHashMap<>();
    private final Set<Part> none = EnumSet.noneOf(Part.class);
    private final List<String> ignored = new ArrayList<>(0);
    private Optional<PasswordSource> password = Optional.empty();

    /** Says {@code part}, unless that was said before, or {@code value} is empty. */
    void say(Part part, String value, String place) {
        if (!value.isEmpty() && !none.contains(part)) {
            parts.putIfAbsent(part, new Said(value, place));
        }
    }

    /** Says that there is no such part, whatever is said of it later. */
    void sayNone(Part part) {
        none.add(part);
    }

    /** Says all that {@code others} says, at one place. */
    void say(Parts others, String place) {
        for (Part part : Part.values()) {
            if (part == Part.PASSWORD) {
                others.get(part)
                        .filter(text -> isOfSameUser(others.get(Part.USER)))
                        .ifPresent(text -> say(PasswordSource.of(text, place)));
            } else {
                others.get(part).ifPresent(text -> say(part, text, place));
            }
        }
        others.properties().forEach((name, value) -> sayProperty(name, value, place));
        ignored.addAll(others.ignored());
    }

    void sayProperty(String name, String value, String place) {
        properties.putIfAbsent(name, new Said(value, place));
    }

    void say(PasswordSource source) {
        if (password.isEmpty() && !none.contains(Part.PASSWORD)) {
            password = Optional.of(source);
        }
    }

    /** Takes from {@code lower} what may come from another source than the one that names the database. */
    void takeCredentials(Claim lower) {
        none.addAll(lower.none);
        take(Part.USER, lower);
        take(Part.SCHEMA, lower);
        for (Map.Entry<String, Said> property : lower.properties.entrySet()) {
            properties.putIfAbsent(property.getKey(), property.getValue());
        }
        if (lower.password.isPresent() && isOfSameUser(lower.get(Part.USER))) {
            say(lower.password.get());
        }
    }

    /** A password that stands beside a user is that user's. */
    private boolean isOfSameUser(Optional<String> user) {
        return user.isEmpty() || user.equals(get(Part.USER));
    }

    private void take(Part part, Claim lower) {
        Said said = lower.parts.get(part);
        if (said != null) {
            say(part, said.value(), said.place());
        }
    }

    /** Takes which database is meant from {@code source}, with what belongs to it. */
    void takeDatabase(Claim source) {
        for (Part part : WHICH) {
            take(part, source);
        }
        ignored.addAll(source.ignored);
        take(Part.SERVICE, source);
        take(Part.SERVICE_FILE, source);
        take(Part.PASSWORD_FILE, source);
    }

    /** Whether it gives one of the four parts that say which database is meant. */
    boolean isMade() {
        for (Part part : WHICH) {
            if (parts.containsKey(part)) {
                return true;
            }
        }
        return parts.containsKey(Part.SERVICE);
    }

    /** The first place at which one of the four parts is said. */
    String place() {
        for (Part part : WHICH) {
            Said said = parts.get(part);
            if (said != null) {
                return said.place();
            }
        }
        return "";
    }

    boolean says(Part part) {
        return parts.containsKey(part);
    }

    Optional<String> get(Part part) {
        Said said = parts.get(part);
        return said == null ? Optional.empty() : Optional.of(said.value());
    }

    Optional<PasswordSource> password() {
        return password;
    }

    /** The names of parameters that make no difference to a run. */
    List<String> ignored() {
        return ignored;
    }

    Map<Part, Said> parts() {
        return parts;
    }

    Map<String, Said> properties() {
        return properties;
    }

    /** The port, where it is a single one. */
    OptionalInt port() {
        String port = get(Part.PORT).orElse("");
        return port.isEmpty() || port.indexOf(',') >= 0 ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port));
    }

    /** The dialect that is named, or that the port can only mean; empty where nobody says. */
    String dialect() {
        if (says(Part.DIALECT)) {
            return get(Part.DIALECT).orElse("");
        }
        return switch (port().orElse(0)) {
            case 5432 -> "postgresql";
            case 3306 -> "mysql";
            default -> "";
        };
    }

    /** Whether it can only be a file. */
    boolean isFile() {
        return says(Part.DIALECT)
                ? get(Part.DIALECT).orElse("").equals("sqlite")
                : !says(Part.HOST) && !says(Part.PORT) && !says(Part.USER);
    }

    @Override
    public String toString() {
        return "Claim" + parts.keySet();
    }

    /**
     * What was said, and where.
     *
     * @param value may be secret, in a property
     * @param place an option, a variable, or a line of a file
     */
    record Said(String value, String place) {
        @Override
        public String toString() {
            return place;
        }
    }
}
