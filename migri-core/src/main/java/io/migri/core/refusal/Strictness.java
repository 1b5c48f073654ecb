package io.migri.core.refusal;

import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener.Message;
import io.migri.api.text.Operation;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import java.util.List;
import java.util.Set;

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

    /** The form of the files does not allow a pending migration before an applied one. */
    public static MigriException late(Migration file, String applied) {
        return MigriException.of(
                        ErrorCode.VALIDATION,
                        file.name() + " is not applied yet, but " + applied
                                + ", which comes after it, already is; the tool that the files were written for stops"
                                + " there, and so does Migri; nothing was touched")
                .help(Text.of(
                        "give it a number behind the others, allow it in that tool's settings, or record it with `",
                        Operation.MARK,
                        "`"))
                .build();
    }

    /**
     * Some migrations are changed or late.
     *
     * @param warnings what is wrong, each about one migration
     * @param applied those that are applied, and so cannot be late
     */
    public static MigriException refusal(List<Message> warnings, Set<String> applied) {
        long changed = warnings.stream()
                .filter(one -> applied.contains(one.migration().orElse("")))
                .count();
        long late = warnings.size() - changed;
        String what = counted(changed, "applied migration was changed", "applied migrations were changed")
                + (changed > 0 && late > 0 ? " and " : "")
                + counted(late, "pending migration comes late", "pending migrations come late");
        Text accept = Text.of("restore what was changed, or accept it with `", Operation.REPAIR, "`; ");
        return MigriException.of(
                        ErrorCode.VALIDATION,
                        Text.of("stopped by ", Option.STRICT, ": " + what + "; nothing was touched"))
                .help(Text.of(
                        changed > 0 ? accept : "",
                        late > 0 ? "give what is late a name that comes last; " : "",
                        "or run without ",
                        Option.STRICT))
                .details(Text.joined("\n", warnings.stream().map(Message::text).toList()))
                .build();
    }

    private static String counted(long count, String one, String several) {
        return count == 0 ? "" : count + " " + (count == 1 ? one : several);
    }
}
