package io.migri.cli.arguments;

import java.util.List;
import java.util.Optional;

/** A file that says what options and variables leave open. */
public interface Layer {

    /**
     * The values of {@code setting}, in order; none where the file does not speak of it.
     *
     * @throws UsageException where the file cannot be understood there, or must not say that
     */
    List<String> values(Setting setting);

    /** What the file gives as an environment variable of that name; empty where it gives none. */
    default String variable(String name) {
        return "";
    }

    /** Where it says so: the file, and the line. */
    String place(Setting setting);

    /**
     * Refuses a property of the driver in a URL of this file, if others can change the file and the property may do
     * harm.
     *
     * @throws UsageException where it does
     */
    void requireHarmless(String property, String value, Setting setting);

    /** Whether nobody but this user and root can change the file. */
    boolean isPrivate();

    /** Whether it is the section that the user has named by {@link Setting#ENVIRONMENT}. */
    default boolean isEnvironment() {
        return false;
    }

    /** Where the file of that name is: paths in a file that lies elsewhere start there. */
    default String resolve(String path) {
        return path;
    }

    /** What is not to be shown of it. Some may be empty. */
    List<String> secrets();

    /** The only value of {@code setting}, or the last. */
    default Optional<String> value(Setting setting) {
        List<String> values = values(setting);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }
}
