package io.migri.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
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
        state.ifPresent(name -> text.append(", ").append(activity(name)));
        stateFor.ifPresent(time -> text.append(" for ").append(spoken(time)));
        statement.ifPresent(sql -> text.append(": ").append(sql));
        return text.toString();
    }

    /** A run that thinks, or reads its next file, sends nothing for a while, and is no less at work. */
    private static String activity(String state) {
        return switch (state) {
            case "idle", "sleep" -> "between two statements";
            default -> state;
        };
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
         * The statement, shortened.
         *
         * @param sql what was sent
         * @param withoutTexts leaves the texts in it out, which may be secrets, as the lexer of the database reads them
         */
        public Builder statement(@Nullable String sql, UnaryOperator<String> withoutTexts) {
            statement = known(sql).map(withoutTexts).flatMap(text -> known(shortened(text)));
            return this;
        }

        public LockHolder build() {
            return new LockHolder(kind, process, user, host, application, connectedAt, state, stateFor, statement);
        }

        private static Optional<String> known(@Nullable String text) {
            return Optional.ofNullable(text).map(String::strip).filter(given -> !given.isEmpty());
        }

        /** On one line. */
        private static String shortened(String sql) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < sql.length() && line.length() <= LONGEST_STATEMENT; i++) {
                char next = sql.charAt(i);
                if (!Character.isWhitespace(next)) {
                    line.append(next);
                } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                    line.append(' ');
                }
            }
            String whole = line.toString().stripTrailing();
            return whole.length() <= LONGEST_STATEMENT
                    ? whole
                    : whole.substring(0, LONGEST_STATEMENT).stripTrailing() + "…";
        }
    }
}
