package io.migri.cli.settings;

import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.UsageException;
import io.migri.spi.rehearsal.RehearsalRequest;
import java.util.Optional;
import java.util.OptionalLong;

/** What {@code --dry-run-rows} says. */
public final class DryRunRows {

    private DryRunRows() {}

    /**
     * How many rows to copy; empty for all.
     *
     * @throws UsageException where it is no number of rows
     */
    public static OptionalLong of(Invocation invocation) {
        Optional<String> given = invocation.value(Setting.DRY_RUN_ROWS);
        if (given.isEmpty()) {
            return OptionalLong.of(RehearsalRequest.DEFAULT_ROWS);
        }
        String text = given.get();
        if (text.equals("all")) {
            return OptionalLong.empty();
        }
        if (!text.matches("\\d{1,18}")) {
            throw invocation.invalid(
                    Setting.DRY_RUN_ROWS, "'" + text + "' is neither a number of rows nor the word all.");
        }
        return OptionalLong.of(Long.parseLong(text));
    }
}
