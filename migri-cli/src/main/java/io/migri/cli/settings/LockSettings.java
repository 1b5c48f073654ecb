package io.migri.cli.settings;

import io.migri.Migri;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.UsageException;
import java.time.Duration;
import java.util.Optional;

/** How long to wait: for the database, for another run, and for the locks of the database. */
public record LockSettings(Invocation invocation) {
    private static final int MOST_RETRIES = 1_000;

    /**
     * Passes on how long to wait, and how often to try again.
     *
     * @throws UsageException where a setting has a value that it cannot have
     */
    public Migri.Builder applyTo(Migri.Builder migri) {
        duration(Setting.LOCK_WAIT).ifPresent(migri::lockWait);
        timeout().ifPresent(migri::lockTimeout);
        retries().ifPresent(migri::lockRetries);
        return new WaitSettings(invocation).applyTo(migri);
    }

    private Optional<Duration> timeout() {
        Optional<Duration> timeout = duration(Setting.LOCK_TIMEOUT);
        if (timeout.filter(Duration::isZero).isPresent()) {
            throw invocation.invalid(Setting.LOCK_TIMEOUT, "it has to be more than 0.");
        }
        return timeout;
    }

    private Optional<Integer> retries() {
        return invocation.value(Setting.LOCK_RETRIES).map(text -> {
            if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) > MOST_RETRIES) {
                throw invocation.invalid(
                        Setting.LOCK_RETRIES, "'" + text + "' is not a number from 0 to " + MOST_RETRIES + ".");
            }
            return Integer.parseInt(text);
        });
    }

    private Optional<Duration> duration(Setting setting) {
        return invocation.value(setting).map(text -> WaitSettings.parsed(invocation, setting, text));
    }
}
