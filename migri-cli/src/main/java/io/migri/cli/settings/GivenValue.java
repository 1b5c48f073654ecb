package io.migri.cli.settings;

import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.UsageException;
import java.util.Optional;
import java.util.OptionalInt;

/** What was given for a setting that says how far a run goes. What a script has left empty by mistake must not mean another distance. */
public record GivenValue(Invocation invocation, Setting setting) {

    /**
     * What was given.
     *
     * @throws UsageException where that is empty
     */
    public Optional<String> text() {
        Optional<String> value = invocation.value(setting);
        if (value.isEmpty() && invocation.options().containsKey(setting)) {
            throw invocation.invalid(setting, "it is empty.");
        }
        return value;
    }

    /**
     * The number that was given.
     *
     * @throws UsageException where that is no whole number of 1 or more
     */
    public OptionalInt count() {
        Optional<String> given = text();
        if (given.isEmpty()) {
            return OptionalInt.empty();
        }
        String text = given.get();
        if (!text.matches("0*[1-9]\\d{0,8}")) {
            throw invocation.invalid(setting, "'" + text + "' is not a whole number of 1 or more.");
        }
        return OptionalInt.of(Integer.parseInt(text));
    }
}
