package io.migri.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The root of every exception that Migri throws. Its message says what was found and, where it is not obvious, what was
 * expected and what to do; it never holds a password.
 */
public class MigriException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient @Nullable SourcePosition position;
    private final transient @Nullable DatabaseError databaseError;
    private final @Nullable String help;
    private final @Nullable String details;

    public MigriException(ErrorCode code, String message) {
        this(code, message, null, null, null, null);
    }

    public MigriException(ErrorCode code, String message, @Nullable Throwable cause) {
        this(code, message, null, null, null, cause);
    }

    /**
     * An exception with all that is known.
     *
     * @param help what the user can do next, in a sentence without a final dot
     * @param position the place in a migration's text, where there is one
     * @param databaseError the database's own account, where there is one
     */
    public MigriException(
            ErrorCode code,
            String message,
            @Nullable String help,
            @Nullable SourcePosition position,
            @Nullable DatabaseError databaseError,
            @Nullable Throwable cause) {
        this(code, message, help, position, databaseError, null, cause);
    }

    /**
     * An exception with an account in the words of something else.
     *
     * @param details several lines, such as the traceback of a migration's own language
     */
    public MigriException(
            ErrorCode code,
            String message,
            @Nullable String help,
            @Nullable SourcePosition position,
            @Nullable DatabaseError databaseError,
            @Nullable String details,
            @Nullable Throwable cause) {
        super(requireNonNull(message, "message"), cause);
        this.code = requireNonNull(code, "code");
        this.help = help;
        this.position = position;
        this.databaseError = databaseError;
        this.details = details;
    }

    @Override
    public String getMessage() {
        return requireNonNull(super.getMessage());
    }

    public ErrorCode code() {
        return code;
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
    public Optional<String> help() {
        return Optional.ofNullable(help);
    }

    /** An account of several lines, such as the traceback of a migration's own language. */
    public Optional<String> details() {
        return Optional.ofNullable(details);
    }
}
