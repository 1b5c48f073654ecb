package io.migri.cli.failure;

import io.migri.api.DatabaseError;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigriException;
import io.migri.api.SourcePosition;
import io.migri.cli.arguments.UsageException;
import io.migri.cli.output.Redaction;
import io.migri.cli.output.Words;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The member {@code error} of a document: the same members whatever went wrong. */
public record ErrorMembers(Redaction redaction, Optional<Advice> advice) {

    /** What ended the run: a failure that Migri knows, a mistake in what was asked for, or a bug. */
    public Map<String, Object> of(Throwable failure) {
        return failure instanceof MigriException known ? known(known) : other(failure);
    }

    private Map<String, Object> known(MigriException failure) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("code", Words.of(failure.code()));
        object.put("message", redaction.clean(failure.text()));
        object.put(
                "database_code",
                failure.databaseError().map(DatabaseError::code).filter(code -> !code.isEmpty()));
        object.put("file", FailureOrigin.of(failure));
        object.put("line", failure.position().map(SourcePosition::line));
        object.put("column", failure.position().map(SourcePosition::column));
        object.put(
                "state",
                failure instanceof MigrationFailedException failed ? Words.of(failed.state()) : Optional.empty());
        object.put("detail", redaction.clean(failure.databaseError().flatMap(DatabaseError::detail)));
        object.put("hint", redaction.clean(failure.databaseError().flatMap(DatabaseError::hint)));
        object.put("help", redaction.clean(advice.flatMap(known -> known.about(failure))));
        return object;
    }

    private Map<String, Object> other(Throwable failure) {
        Map<String, Object> object = new LinkedHashMap<>();
        boolean usage = failure instanceof UsageException;
        Optional<String> help =
                failure instanceof UsageException mistake ? mistake.help() : Optional.of(FailurePrinter.help(failure));
        String message = String.valueOf(failure.getMessage());
        object.put("code", usage ? "usage" : "unexpected");
        object.put("message", redaction.clean(usage ? message : FailurePrinter.spoken(failure)));
        for (String member : new String[] {"database_code", "file", "line", "column", "state", "detail", "hint"}) {
            object.put(member, Optional.empty());
        }
        object.put("help", help);
        return object;
    }
}
