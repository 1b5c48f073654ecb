package io.migri.cli.settings;

import io.migri.Migri;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.UsageException;
import io.migri.cli.output.Durations;
import java.security.Security;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** How long to wait for the database. */
public record WaitSettings(Invocation invocation) {
    private static final Duration USUAL = Duration.ofSeconds(60);

    /**
     * Passes on how long to wait for a server that is not there yet.
     *
     * @throws UsageException where it is no duration
     */
    public Migri.Builder applyTo(Migri.Builder migri) {
        Optional<Duration> wanted = wanted();
        if (wanted.isEmpty() || wanted.get().isZero()) {
            return migri;
        }
        askForNamesAgain();
        return migri.waitFor(wanted.get());
    }

    /**
     * How long {@code migri wait} waits.
     *
     * @throws UsageException where it is no duration
     */
    public Duration timeout() {
        Optional<String> given = invocation.value(Setting.TIMEOUT);
        Optional<Duration> limit =
                given.isPresent() ? Optional.of(parsed(invocation, Setting.TIMEOUT, given.get())) : wanted();
        askForNamesAgain();
        return limit.orElse(USUAL);
    }

    private Optional<Duration> wanted() {
        Optional<String> given = invocation.value(Setting.WAIT);
        return given.isEmpty()
                ? Optional.empty()
                : switch (given.get().toLowerCase(Locale.ROOT)) {
                    case "true", "yes", "on" -> Optional.of(USUAL);
                    case "false", "no", "off" -> Optional.of(Duration.ZERO);
                    default -> Optional.of(parsed(invocation, Setting.WAIT, given.get()));
                };
    }

    /** The duration that {@code setting} has as {@code text}, which is refused where it is none. */
    static Duration parsed(Invocation invocation, Setting setting, String text) {
        return Durations.parse(text)
                .orElseThrow(() -> invocation.invalid(
                        setting, "'" + text + "' is not a duration such as '500ms', '60s' or '2m'."));
    }

    /** Java keeps for ten seconds that a host has no address. The host may be about to get one. */
    private static void askForNamesAgain() {
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
    }
}
