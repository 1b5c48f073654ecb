package io.migri.api.text;

import static java.util.Objects.requireNonNull;

/**
 * Something that is set for a plug-in alone, by its name.
 *
 * @param name such as {@code python.engine}
 * @param value what to set it to; empty where that is the reader's choice
 * @param reach whether all ways to set it are meant, or one
 */
public record PluginSetting(String name, String value, Reach reach) implements Reference {

    public PluginSetting {
        requireNonNull(name, "name");
        requireNonNull(value, "value");
        requireNonNull(reach, "reach");
    }

    /** The setting, with whatever value. */
    public static PluginSetting of(String name) {
        return new PluginSetting(name, "", Reach.ITSELF);
    }

    /** The setting with that value. */
    public static PluginSetting of(String name, String value) {
        return new PluginSetting(name, value, Reach.ITSELF);
    }

    /** All that the setting may come from: something in the plural. */
    public static PluginSetting everySourceOf(String name) {
        return new PluginSetting(name, "", Reach.EVERY_SOURCE);
    }

    /** What of a setting is named. */
    public enum Reach {
        /** The one way to set it that a reader thinks of. */
        ITSELF,
        /** Each way to set it. */
        EVERY_SOURCE
    }
}
