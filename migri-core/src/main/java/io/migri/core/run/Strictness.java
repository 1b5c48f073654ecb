package io.migri.core.run;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener.Warned;
import java.util.List;
import java.util.stream.Collectors;

/** Turns warnings into a refusal. */
final class Strictness {

    private Strictness() {}

    /** Nothing that is recorded has a file. */
    static MigriException unfit(Warned warning) {
        return new MigriException(
                ErrorCode.VALIDATION,
                warning.message() + " --strict refuses to go on; nothing was touched",
                "name the directory that was applied (-m), or the database (-n)",
                null,
                null,
                null);
    }

    static MigriException refusal(List<Warned> warnings) {
        String what =
                warnings.size() == 1 ? "a changed or late migration" : warnings.size() + " changed or late migrations";
        return new MigriException(
                ErrorCode.VALIDATION,
                "found " + what + ", which --strict refuses; nothing was touched",
                "restore the files, accept them with `migri repair`, or run without --strict",
                null,
                null,
                warnings.stream().map(Warned::message).collect(Collectors.joining("\n")),
                null);
    }
}
