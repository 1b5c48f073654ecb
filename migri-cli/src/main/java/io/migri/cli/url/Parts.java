package io.migri.cli.url;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one source says of where a database is. A part that it does not speak of is missing, and none is empty. The
 * text form shows nothing of it, since there may be a password in it.
 */
public final class Parts {
    private final Map<Part, String> values;
    private final Map<String, String> properties;
    private final List<String> ignored;

    private Parts(Map<Part, String> values, Map<String, String> properties, List<String> ignored) {
        this.values = values;
        this.properties = properties;
        this.ignored = ignored;
    }

    /** Collects parts. Not safe for use by several threads. */
    public static Builder builder() {
        return new Builder();
    }

    public Optional<String> get(Part part) {
        return Optional.ofNullable(values.get(part));
    }

    /** Properties of the JDBC driver. */
    public Map<String, String> properties() {
        return properties;
    }

    /** The names of parameters that make no difference to a run, and were left out. */
    public List<String> ignored() {
        return ignored;
    }

    @Override
    public String toString() {
        return "Parts" + values.keySet();
    }

    /** See {@link Parts#builder}. */
    public static final class Builder {
        private final Map<Part, String> values = new EnumMap<>(Part.class);
        private final Map<String, String> properties = new LinkedHashMap<>();
        private final List<String> ignored = new ArrayList<>();

        private Builder() {}

        /** Sets a part, unless {@code value} is empty. */
        public Builder set(Part part, String value) {
            if (!value.isEmpty()) {
                values.put(part, value);
            }
            return this;
        }

        /** Sets a property of the driver. */
        public Builder property(String name, String value) {
            properties.put(name, value);
            return this;
        }

        /** Notes a parameter that makes no difference to a run. */
        public Builder ignore(String name) {
            ignored.add(name);
            return this;
        }

        public Optional<String> get(Part part) {
            return Optional.ofNullable(values.get(part));
        }

        public Parts build() {
            return new Parts(new EnumMap<>(values), Map.copyOf(properties), List.copyOf(ignored));
        }
    }
}
