package io.migri.core.journal;

import io.migri.spi.script.SessionValue;

/** How messages call what a session remembers. */
public final class SessionWords {
    private SessionWords() {}

    public static String of(SessionValue value) {
        String name = value.name().equals(SessionValue.ANY) ? "" : " " + value.name();
        return switch (value.kind()) {
            case SETTING -> "the setting" + name;
            case VARIABLE -> name.isEmpty() ? "a variable" : "the variable" + name;
            case TEMPORARY_TABLE -> "the temporary table" + name;
            case CURSOR -> "the cursor" + name;
            case PREPARED_STATEMENT -> "the prepared statement" + name;
            case GENERATED_KEY -> "the key that was generated last" + (name.isEmpty() ? "" : " by" + name);
            case LAST_RESULT -> "the result of the statement before";
            case LOCK -> "the lock" + name;
        };
    }
}
