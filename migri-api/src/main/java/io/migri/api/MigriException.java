package io.migri.api;

import static java.util.Objects.requireNonNull;

import io.migri.api.text.Account;
import io.migri.api.text.Text;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The root of every exception that Migri throws. {@link #getMessage} says everything in several lines, in the words of
 * the Java API: the place if it is known, what was found, and what to do. Its first line stands for itself.
 * {@link #text} only says what was found. Neither ever holds a password.
 */
public class MigriException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final Text text;
    private final transient @Nullable SourcePosition position;
    private final transient @Nullable DatabaseError databaseError;
    private final @Nullable Text help;
    private final @Nullable Text details;

    public MigriException(ErrorCode code, String text) {
        this(of(code, text));
    }

    public MigriException(ErrorCode code, String text, @Nullable Throwable cause) {
        this(of(code, text).because(cause));
    }

    private MigriException(Builder account) {
        this(account, account.message().toString());
    }

    /**
     * An exception that tells more in its message than where it happened.
     *
     * @param message for those who read Java's stack traces
     */
    protected MigriException(Builder account, String message) {
        super(requireNonNull(message, "message"), account.cause);
        this.code = account.code;
        this.text = account.text;
        this.help = account.help;
        this.position = account.position;
        this.databaseError = account.databaseError;
        this.details = account.details;
    }

    /** Begins an exception that has more to tell than {@code text}. */
    public static Builder of(ErrorCode code, String text) {
        return of(code, Text.of(text));
    }

    /** Begins an exception that has more to tell than {@code text}. */
    public static Builder of(ErrorCode code, Text text) {
        return new Builder(code, text);
    }

    @Override
    public String getMessage() {
        return requireNonNull(super.getMessage());
    }

    public ErrorCode code() {
        return code;
    }

    /** What was found, without the place. */
    public Text text() {
        return text;
    }

    /** The place in the migration's text, where one is known. */
    public Optional<SourcePosition> position() {
        return Optional.ofNullable(position);
    }

    /** What the database said, where it said anything. */
    public Optional<DatabaseError> databaseError() {
        return Optional.ofNullable(databaseError);
    }

    /** What the user can do next. */
    public Optional<Text> help() {
        return Optional.ofNullable(help);
    }

    /** An account of several lines, such as the traceback of a migration's own language. */
    public Optional<Text> details() {
        return Optional.ofNullable(details);
    }

    /** Collects what there is to tell. Nothing is known unless it is given. Not safe for use by several threads. */
    public static final class Builder {
        private final ErrorCode code;
        private final Text text;
        private @Nullable Text help;
        private @Nullable Text details;
        private @Nullable SourcePosition position;
        private @Nullable DatabaseError databaseError;
        private @Nullable Throwable cause;

        private Builder(ErrorCode code, Text text) {
            this.code = requireNonNull(code, "code");
            this.text = requireNonNull(text, "text");
        }

        /** What the user can do next, in a sentence without a final dot. */
        public Builder help(@Nullable String help) {
            return help(help == null ? null : Text.of(help));
        }

        /** What the user can do next, in a sentence without a final dot. */
        public Builder help(@Nullable Text help) {
            this.help = help;
            return this;
        }

        /** Several lines in the words of something else, such as the traceback of a migration's own language. */
        public Builder details(@Nullable String details) {
            return details(details == null ? null : Text.of(details));
        }

        /** Several lines in the words of something else, such as the traceback of a migration's own language. */
        public Builder details(@Nullable Text details) {
            this.details = details;
            return this;
        }

        /** The place in a migration's text. */
        public Builder at(@Nullable SourcePosition position) {
            this.position = position;
            return this;
        }

        /** The database's own account. */
        public Builder saying(@Nullable DatabaseError databaseError) {
            this.databaseError = databaseError;
            return this;
        }

        /** What was caught. */
        public Builder because(@Nullable Throwable cause) {
            this.cause = cause;
            return this;
        }

        /** All of it: the place, where one is known, what was found, and what to do. */
        private Account message() {
            Account account = new Account(position == null ? text.toString() : position + ": " + text);
            tellMore(account);
            Optional<Text> remedy =
                    Optional.ofNullable(help).or(() -> Remedy.of(code, Optional.ofNullable(databaseError)));
            return account.line("help: ", remedy.map(Text::toString).orElse(""));
        }

        /** Adds what the database and the migration's own language have to say. */
        void tellMore(Account account) {
            account.line("", details == null ? "" : details.toString());
            if (databaseError != null) {
                account.line("detail: ", databaseError.detail().orElse(""))
                        .line("hint: ", databaseError.hint().orElse(""));
            }
        }

        ErrorCode code() {
            return code;
        }

        /** What was found. */
        Text text() {
            return text;
        }

        Optional<Text> help() {
            return Optional.ofNullable(help);
        }

        Optional<SourcePosition> position() {
            return Optional.ofNullable(position);
        }

        Optional<DatabaseError> databaseError() {
            return Optional.ofNullable(databaseError);
        }

        public MigriException build() {
            return new MigriException(this);
        }
    }
}
