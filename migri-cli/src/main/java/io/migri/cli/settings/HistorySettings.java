package io.migri.cli.settings;

import io.migri.Migri;
import io.migri.api.MigriException;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.UsageException;
import java.util.Optional;

/** Where the history is, and what is kept beside it. */
public record HistorySettings(Invocation invocation) {

    /**
     * Passes them on.
     *
     * @throws UsageException where one has a value that it cannot have
     */
    public Migri.Builder applyTo(Migri.Builder migri) {
        Optional<String> table = invocation.value(Setting.HISTORY_TABLE);
        if (table.isPresent()) {
            name(migri, table.get());
        }
        invocation.value(Setting.STORE_TEXTS).ifPresent(whether -> migri.storeTexts(yes(whether)));
        return migri.newHistory(invocation.on(Setting.NEW_HISTORY));
    }

    private void name(Migri.Builder migri, String table) {
        try {
            migri.historyTable(table);
        } catch (MigriException refusal) {
            throw invocation.invalid(
                    Setting.HISTORY_TABLE,
                    refusal.text() + "; " + refusal.help().map(Object::toString).orElse("") + ".");
        }
    }

    private boolean yes(String whether) {
        return switch (whether) {
            case "yes", "true" -> true;
            case "no", "false" -> false;
            default -> throw invocation.invalid(Setting.STORE_TEXTS, "'" + whether + "' is neither 'yes' nor 'no'.");
        };
    }
}
