package io.migri.core.trial;

import io.migri.api.DatabaseError;
import io.migri.api.DatabaseError.Kind;
import io.migri.api.Decision;
import io.migri.api.HistoryChange;
import io.migri.api.HistoryCheck;
import io.migri.api.HistoryProblem;
import io.migri.api.LockHolder;
import io.migri.api.MigrationStatus;
import io.migri.api.MigriException;
import io.migri.testkit.scripted.Fault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A play on a scripted database, as it is written down: lines that say what there is and where it fails, lines that begin with {@code >} and say
 * what is done, and behind each of these, indented, what came of it.
 *
 * <pre>
 *   what was asked for, and each message that was sent
 *   * what the listener was told
 *   ! the exception
 *   ? its help
 *   = statements that last | the history | the journal
 * </pre>
 */
final class Play {
    private static final String INDENT = "  ";

    private final String title;
    private final List<String> lines;
    private final Trial trial = new Trial();
    private final List<String> written = new ArrayList<>();

    Play(String title, List<String> lines) {
        this.title = title;
        this.lines = lines;
    }

    @Override
    public String toString() {
        return title;
    }

    String asWritten() {
        return title + "\n" + String.join("\n", lines) + "\n";
    }

    /** The same with what came of it today. */
    String played() {
        for (String line : lines) {
            if (line.startsWith(INDENT)) {
                continue;
            }
            written.add(line);
            if (line.startsWith("> ")) {
                act(line.substring(2));
            } else if (!line.isBlank()) {
                prepare(line);
            }
        }
        return title + "\n" + String.join("\n", written) + "\n";
    }

    private void prepare(String line) {
        int end = line.indexOf(' ') < 0 ? line.length() : line.indexOf(' ');
        String rest = line.substring(Math.min(line.length(), end + 1));
        switch (line.substring(0, end)) {
            case "on" -> trial.on(conditions -> Circumstances.set(conditions, rest));
            case "with" -> trial.with(Wishes.option(rest));
            case "file" -> {
                int name = rest.indexOf(' ') < 0 ? rest.length() : rest.indexOf(' ');
                String text = rest.substring(Math.min(rest.length(), name + 1));
                trial.file(rest.substring(0, name), text.replace("\\n", "\n"));
            }
            case "remove" -> trial.files().remove(rest);
            case "recorded" -> trial.database().record(rest);
            case "forgotten" -> trial.database().forget(rest);
            case "fail" -> trial.failing(fault(rest));
            case "recover" -> trial.database().recover();
            case "before" -> {
                int at = rest.indexOf(": ");
                trial.database().before(rest.substring(0, at), () -> prepare(rest.substring(at + 2)));
            }
            default -> throw new IllegalArgumentException(title + ": " + line);
        }
    }

    /** Such as {@code b BUSY}, {@code COMMIT CONNECTION_LOST afterwards}, {@code ROW 0001}. */
    private static Fault fault(String line) {
        String place = line;
        List<UnaryOperator<Fault>> changes = new ArrayList<>();
        for (int at = place.lastIndexOf(' '); at > 0; at = place.lastIndexOf(' ')) {
            Optional<UnaryOperator<Fault>> change = change(place.substring(at + 1));
            if (change.isEmpty()) {
                break;
            }
            changes.add(change.get());
            place = place.substring(0, at);
        }
        Fault fault = Fault.at(place);
        for (UnaryOperator<Fault> change : changes) {
            fault = change.apply(fault);
        }
        return fault;
    }

    private static Optional<UnaryOperator<Fault>> change(String word) {
        for (Kind kind : Kind.values()) {
            if (kind.name().equals(word)) {
                return Optional.of(fault -> fault.of(kind));
            }
        }
        return switch (word) {
            case "afterwards" -> Optional.of(Fault::afterwards);
            case "beforehand" -> Optional.of(Fault::beforeMessage);
            case "always" -> Optional.of(Fault::always);
            case "later" -> Optional.of(fault -> fault.behind(1));
            case "rolling-back" -> Optional.of(Fault::rollingBack);
            case "no-table" ->
                Optional.of(
                        fault -> fault.of(DatabaseError.of(Kind.STATEMENT, "42P01", "relation \"t\" does not exist")));
            case "with-place" -> Optional.of(fault -> fault.offset(2));
            default -> Optional.empty();
        };
    }

    private void act(String command) {
        trial.database().forgetMessages();
        List<String> answers = new ArrayList<>();
        try {
            answers.addAll(answer(command));
        } catch (MigriException e) {
            answers.add("! " + Trial.spoken(e));
            e.help().ifPresent(help -> answers.add("? " + help));
            e.details()
                    .ifPresent(details -> answers.add("| " + details.toString().replace("\n", " / ")));
        }
        trial.database().conversation().forEach(this::write);
        trial.told().stream().filter(Play::matters).forEach(line -> write("* " + line));
        answers.forEach(this::write);
        write("= " + String.join(", ", trial.database().executed()) + " | "
                + String.join(", ", trial.database().recorded()) + " | "
                + String.join(", ", trial.database().notes()));
    }

    private static boolean matters(String told) {
        return !told.startsWith("planned") && !told.startsWith("started") && !told.startsWith("applied");
    }

    /** Pauses are random, and a file's text may have several lines. */
    private void write(String line) {
        String steady =
                INDENT + line.replaceAll("again in \\d\\.\\d s", "again in … s").replace("\n", "\\n");
        // how often something is tried until patience ends depends on the machine
        if (!written.get(written.size() - 1).equals(steady)) {
            written.add(steady);
        }
    }

    private List<String> answer(String command) {
        int end = command.indexOf(' ') < 0 ? command.length() : command.indexOf(' ');
        String rest = command.substring(Math.min(command.length(), end + 1));
        List<String> names = rest.isEmpty() ? List.of() : List.of(rest.split(" ", -1));
        return switch (command.substring(0, end)) {
            case "migrate" -> List.of(trial.migrate().applied().size() + " applied");
            case "dry-run" -> List.of(trial.dryRun().applied().size() + " would be applied");
            case "resume" ->
                List.of(trial.resume(Decision.valueOf(
                                        rest.toUpperCase(Locale.ROOT).replace('-', '_')))
                                .applied()
                                .size()
                        + " applied");
            case "down" ->
                List.of(trial.migri().down(Wishes.undo(names)).applied().size() + " undone");
            case "redo" ->
                List.of(trial.migri().redo(Wishes.undo(names)).applied().size() + " done");
            case "dry-down" ->
                List.of(trial.migri().dryRunDown(Wishes.undo(names)).applied().size() + " would be undone");
            case "dry-redo" ->
                List.of(trial.migri().dryRunRedo(Wishes.undo(names)).applied().size() + " would be done");
            case "status" -> trial.history().status().stream().map(Play::spoken).toList();
            case "validate" -> spoken(trial.history().check());
            case "show" -> List.of(new String(trial.history().show(rest), StandardCharsets.UTF_8));
            case "mark" -> changes(trial.history().mark(names));
            case "unmark" -> changes(trial.history().unmark(names));
            case "baseline" -> changes(trial.history().baseline(rest));
            case "repair" -> changes(trial.history().repair(kinds(names), left(names), change -> {}));
            case "plan-repair" -> changes(trial.history().planRepair(kinds(names), left(names)));
            case "lock-holder" ->
                List.of(trial.migri().lockHolder().map(LockHolder::describe).orElse("nobody"));
            default -> throw new IllegalArgumentException(title + ": " + command);
        };
    }

    private static Set<HistoryChange.Kind> kinds(List<String> words) {
        Set<HistoryChange.Kind> kinds = EnumSet.noneOf(HistoryChange.Kind.class);
        words.stream()
                .filter(word -> word.startsWith("--"))
                .forEach(word -> kinds.add(HistoryChange.Kind.valueOf(
                        word.substring(2).toUpperCase(Locale.ROOT).replace('-', '_'))));
        return kinds;
    }

    private static List<String> left(List<String> words) {
        return words.stream().filter(word -> !word.startsWith("--")).toList();
    }

    private static List<String> changes(List<HistoryChange> changes) {
        return changes.stream().map(HistoryChange::message).toList();
    }

    private static String spoken(MigrationStatus status) {
        return status.name() + " " + status.state()
                + status.note().map(note -> ", " + note).orElse("");
    }

    private static List<String> spoken(HistoryCheck check) {
        List<String> lines = new ArrayList<>();
        for (HistoryProblem problem : check.problems()) {
            lines.add(problem.kind() + ": " + problem.message());
        }
        lines.add(
                check.applied() + " applied, " + check.uncompared() + " not compared, " + check.pending() + " pending");
        return lines;
    }
}
