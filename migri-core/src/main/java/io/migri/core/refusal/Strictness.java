package io.migri.core.refusal;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener.Message;
import io.migri.api.text.Operation;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import java.util.List;

/** Turns warnings into a refusal. */
public final class Strictness {

    private Strictness() {}

    /** Nothing that is recorded has a file. */
    public static MigriException unfit(Message warning) {
        return MigriException.of(
                        ErrorCode.VALIDATION,
                        Text.of(warning.text(), " Stopped by ", Option.STRICT, "; nothing was touched"))
                .help(Text.of(
                        "name the directory that was applied (",
                        Option.LOCATION,
                        "), or the database (",
                        Option.DATABASE,
                        ")"))
                .build();
    }

    public static MigriException refusal(List<Message> warnings) {
        String what = warnings.size() == 1
                ? "1 migration is changed or late"
                : warnings.size() + " migrations are changed or late";
        return MigriException.of(
                        ErrorCode.VALIDATION,
                        Text.of("stopped by ", Option.STRICT, ": " + what + "; nothing was touched"))
                .help(Text.of(
                        "restore the files, accept them with `", Operation.REPAIR, "`, or run without ", Option.STRICT))
                .details(Text.joined("\n", warnings.stream().map(Message::text).toList()))
                .build();
    }
}
