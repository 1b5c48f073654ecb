package io.migri.core.source;

import io.migri.api.Migration;

/** What repeatables are called: by their folder and their name, as no migration can be. */
public final class RepeatableName {
    /** The folder beside the migrations. */
    public static final String FOLDER = "repeatable";

    private static final String PREFIX = FOLDER + "/";

    private RepeatableName() {}

    /** The name of one whose file is called so, without its extension. */
    public static String of(String file) {
        return PREFIX + file;
    }

    /** Whether that is the name of one. */
    public static boolean is(String name) {
        return name.startsWith(PREFIX);
    }

    /** The name without the folder. */
    public static String plain(String name) {
        return is(name) ? name.substring(PREFIX.length()) : name;
    }

    /** A file of the folder, under its name. */
    public static Migration of(Migration file) {
        return file.named(of(file.name()));
    }
}
