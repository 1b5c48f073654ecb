package io.migri.cli.command.undo;

import io.migri.api.undo.Undo;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.UsageException;
import io.migri.cli.output.Question;
import io.migri.cli.settings.GivenValue;
import java.util.Optional;
import java.util.OptionalInt;

/** Which migrations the options mean. */
final class UndoChoice {
    private final Invocation invocation;

    UndoChoice(Invocation invocation) {
        this.invocation = invocation;
    }

    /** @throws UsageException where they contradict each other, or one has a value that it cannot have */
    Undo undo() {
        Optional<String> to = new GivenValue(invocation, Setting.DOWN_TO).text();
        OptionalInt count = new GivenValue(invocation, Setting.DOWN_COUNT).count();
        boolean all = invocation.on(Setting.ALL);
        if ((to.isPresent() ? 1 : 0) + (count.isPresent() ? 1 : 0) + (all ? 1 : 0) > 1) {
            throw invocation.misused("Give one of '--to', '--count' and '--all'.");
        }
        Undo undo = all ? Undo.all() : to.isPresent() ? Undo.to(to.get()) : Undo.last(count.orElse(1));
        return invocation.on(Setting.FROM_DATABASE) ? undo.recorded() : undo;
    }

    /**
     * Whether somebody wants all of it: who undoes everything is asked, unless a dry run does.
     *
     * @throws UsageException where nobody can be asked, and the answer was not given beforehand
     */
    boolean agreed() {
        if (!invocation.on(Setting.ALL) || invocation.on(Setting.UNASKED) || invocation.on(Setting.DRY_RUN)) {
            return true;
        }
        if (!Question.isPossible()) {
            throw invocation.misused("Missing option '--yes': nobody can be asked here.");
        }
        return Question.ask("This undoes all migrations of this database. Type yes to go on: ")
                .filter(typed -> typed.strip().equalsIgnoreCase("yes"))
                .isPresent();
    }
}
