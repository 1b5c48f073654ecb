package io.migri.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a lock, as far as the database tells. What a user may not see of others is empty.
 *
 * @param kind what the process is to the database: {@code server process}, {@code connection}
 * @param process its number; 0 where it has none that means something here
 * @param host where it comes from
 * @param application what it calls itself
 * @param connectedAt since when it is there
 * @param state what it does: {@code active}, {@code idle in transaction}
 * @param stateFor for how long it does so, or has had its transaction open
 * @param statement what it executes or has executed last, shortened and without the texts in it
 */
public record LockHolder(
        String kind,
        long process,
        Optional<String> user,
        Optional<String> host,
        Optional<String> application,
        Optional<Instant> connectedAt,
        Optional<String> state,
        Optional<Duration> stateFor,
        Optional<String> statement) {
    private static final int LONGEST_STATEMENT = 100;
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
    private static final Pattern DOLLAR_QUOTE = Pattern.compile("\\$[A-Za-z_0-9]*\\$");

    public LockHolder {
        requireNonNull(kind, "kind");
        requireNonNull(user, "user");
        requireNonNull(host, "host");
        requireNonNull(application, "application");
        requireNonNull(connectedAt, "connectedAt");
        requireNonNull(state, "state");
        requireNonNull(stateFor, "stateFor");
        requireNonNull(statement, "statement");
    }

    public static Builder builder(String kind, long process) {
        return new Builder(kind, process);
    }

    /** One line: the process, who it is, since when it is there, and what it does. */
    public String describe() {
        StringBuilder text = new StringBuilder(kind);
        if (process != 0) {
            text.append(' ').append(process);
        }
        user.ifPresent(name -> text.append(", user ").append(name));
        application.ifPresent(name -> text.append(", application ").append(name));
        host.ifPresent(name -> text.append(", from ").append(name));
        connectedAt.ifPresent(time -> text.append(", there since ").append(time));
        state.ifPresent(name -> text.append(", ").append(name));
        stateFor.ifPresent(time -> text.append(" for ").append(spoken(time)));
        statement.ifPresent(sql -> text.append(": ").append(sql));
        return text.toString();
    }

    private static String spoken(Duration duration) {
        return duration.toSeconds() < 120 ? duration.toSeconds() + " s" : duration.toMinutes() + " min";
    }

    /** Collects what is known. What is null or empty is not known. Not safe for use by several threads. */
    public static final class Builder {
        private final String kind;
        private final long process;
        private Optional<String> user = Optional.empty();
        private Optional<String> host = Optional.empty();
        private Optional<String> application = Optional.empty();
        private Optional<Instant> connectedAt = Optional.empty();
        private Optional<String> state = Optional.empty();
        private Optional<Duration> stateFor = Optional.empty();
        private Optional<String> statement = Optional.empty();

        private Builder(String kind, long process) {
            this.kind = requireNonNull(kind, "kind");
            this.process = process;
        }

        public Builder user(@Nullable String name) {
            user = known(name);
            return this;
        }

        public Builder host(@Nullable String name) {
            host = known(name);
            return this;
        }

        public Builder application(@Nullable String name) {
            application = known(name);
            return this;
        }

        public Builder connectedAt(@Nullable Instant time) {
            connectedAt = Optional.ofNullable(time);
            return this;
        }

        public Builder state(@Nullable String name) {
            state = known(name).map(given -> given.toLowerCase(Locale.ROOT));
            return this;
        }

        public Builder stateFor(@Nullable Duration time) {
            stateFor = Optional.ofNullable(time).filter(given -> !given.isNegative());
            return this;
        }

        /**
         * The statement as it was sent. Texts in it may be secrets, so they are left out.
         *
         * @param quotes the characters that enclose texts
         */
        public Builder statement(@Nullable String sql, String quotes) {
            statement = known(sql).map(text -> outline(text, quotes));
            return this;
        }

        public LockHolder build() {
            return new LockHolder(kind, process, user, host, application, connectedAt, state, stateFor, statement);
        }

        private static Optional<String> known(@Nullable String text) {
            return Optional.ofNullable(text).map(String::strip).filter(given -> !given.isEmpty());
        }

        private static String outline(String sql, String quotes) {
            String line = WHITE_SPACE.matcher(sql).replaceAll(" ");
            String[] parts = DOLLAR_QUOTE.split(line, 2);
            String plain = withoutTexts(parts[0], quotes) + (parts.length > 1 ? "…" : "");
            int end = Math.min(plain.length(), LONGEST_STATEMENT);
            return end < plain.length() ? plain.substring(0, end).stripTrailing() + "…" : plain;
        }

        private static String withoutTexts(String sql, String quotes) {
            StringBuilder plain = new StringBuilder();
            char within = 0;
            for (int i = 0; i < sql.length(); i++) {
                char next = sql.charAt(i);
                if (within == 0) {
                    plain.append(next);
                    within = quotes.indexOf(next) >= 0 ? next : 0;
                } else if (next == within) {
                    plain.append('…').append(next);
                    within = 0;
                } else if (next == '\\') {
                    i++;
                }
            }
            return within == 0 ? plain.toString() : plain.append('…').toString();
        }
    }
}
