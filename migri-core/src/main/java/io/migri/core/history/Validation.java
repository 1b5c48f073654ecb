package io.migri.core.history;

import static java.util.Objects.requireNonNull;

import io.migri.api.HistoryCheck;
import io.migri.api.HistoryProblem;
import io.migri.api.HistoryProblem.Kind;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener.Message;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.api.undo.Undo;
import io.migri.core.foreign.ForeignFinding;
import io.migri.core.record.DiscreetText;
import io.migri.core.record.WithheldText;
import io.migri.core.repeatable.Repeatables;
import io.migri.core.repeatable.Standing;
import io.migri.core.source.Repeatable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds everything in which the history and the files do not agree, and what a run would stumble over. */
public final class Validation {

    private Validation() {}

    /** All problems, in the order of the names, and how far files and history could be compared. */
    public static HistoryCheck of(RecordedHistory past) throws SQLException {
        HistoryAndFiles both = HistoryAndFiles.read(past);
        Optional<Standing> repeatables =
                past.repeatables(List.copyOf(both.entries().values()));
        List<Migration> due = repeatables
                .map(standing -> standing.due(past.repeatableFiles()))
                .orElse(List.of());
        List<Migration> pending = new ArrayList<>(both.pending());
        pending.addAll(due);
        Map<String, MigriException> unsound = past.preflight(pending);
        List<HistoryProblem> problems = new ArrayList<>(problems(past, both, unsound));
        for (Repeatable file : past.repeatableFiles()) {
            unfinished(both, file.name()).ifPresent(problems::add);
            unsound(file.name(), unsound).ifPresent(problems::add);
        }
        repeatables.map(Standing::gone).orElse(List.of()).forEach(name -> past.tell(Repeatables.gone(name)));
        return new HistoryCheck(problems, both.entries().size(), both.uncompared(), pending.size());
    }

    private static List<HistoryProblem> problems(
            RecordedHistory past, HistoryAndFiles both, Map<String, MigriException> unsound) throws SQLException {
        List<HistoryProblem> problems = new ArrayList<>(foreign(past, both));
        for (String name : both.names()) {
            if (both.missing(name)) {
                Kind kind = both.newer(name) ? Kind.NEWER : Kind.MISSING;
                problems.add(plain(name, kind, name + " is recorded, and there is no file of that name"));
            } else if (both.changed(name)) {
                problems.add(changed(past, requireNonNull(both.files().get(name))));
            } else if (both.unreadable(name)) {
                problems.add(plain(
                        name,
                        Kind.UNSOUND,
                        name
                                + " is applied, and whether it was changed since is not known, because its"
                                + " file cannot be read"));
            }
            unfinished(both, Undo.nameOf(name)).ifPresent(problems::add);
            pending(both, name, problems);
            unsound(name, unsound).ifPresent(problems::add);
        }
        return problems;
    }

    private static List<HistoryProblem> foreign(RecordedHistory past, HistoryAndFiles both) {
        Optional<ForeignFinding> finding = past.foreign(both.entries().keySet());
        finding.filter(found -> !found.refused()).ifPresent(found -> past.tell(Message.note(Text.of(found.message()))));
        return finding
                .filter(ForeignFinding::refused)
                .map(found -> plain(found.migration(), Kind.FOREIGN, spoken(found.refusal())))
                .stream()
                .toList();
    }

    private static HistoryProblem changed(RecordedHistory past, Migration file) throws SQLException {
        Optional<String> recorded = past.recorded(file.name()).flatMap(Validation::text);
        boolean discreet = recorded.filter(DiscreetText::is).isPresent();
        boolean withheld = recorded.filter(WithheldText::is).isPresent();
        return new HistoryProblem(
                file.name(),
                Kind.CHANGED,
                Text.of(file.name() + " was changed since it was applied", kept(recorded)),
                recorded.filter(text -> !discreet && !withheld).map(past::withoutSecrets),
                text(file).map(past::withoutSecrets));
    }

    private static Text kept(Optional<String> recorded) {
        if (recorded.isEmpty()) {
            return Text.of("; its old text was not kept");
        }
        if (WithheldText.is(recorded.get())) {
            return Text.of("; its old text was not stored, as ", Option.STORE_TEXTS, " asked");
        }
        return Text.of(
                DiscreetText.is(recorded.get())
                        ? "; its old text was kept without its passwords, so it cannot be shown"
                        : "");
    }

    private static void pending(HistoryAndFiles both, String name, List<HistoryProblem> problems) {
        Migration file = both.files().get(name);
        if (file == null || both.entries().containsKey(name)) {
            return;
        }
        unfinished(both, name).ifPresent(problems::add);
        both.overtaking(file)
                .ifPresent(other -> problems.add(plain(
                        name,
                        Kind.LATE,
                        name + " is not applied yet, but " + other + ", which comes after it, already is")));
    }

    private static Optional<HistoryProblem> unsound(String name, Map<String, MigriException> unsound) {
        return Optional.ofNullable(unsound.get(name)).map(failure -> plain(name, Kind.UNSOUND, spoken(failure)));
    }

    private static Optional<HistoryProblem> unfinished(HistoryAndFiles both, String name) {
        return Optional.ofNullable(both.begun().get(name))
                .map(begun -> plain(
                        name, Kind.UNFINISHED, Text.of(name + " is not finished: ", HistoryAndFiles.spoken(begun))));
    }

    private static Text spoken(MigriException failure) {
        return Text.of(failure.position().map(place -> place + ": ").orElse(""), failure.text());
    }

    private static HistoryProblem plain(String name, Kind kind, String message) {
        return plain(name, kind, Text.of(message));
    }

    private static HistoryProblem plain(String name, Kind kind, Text message) {
        return new HistoryProblem(name, kind, message, Optional.empty(), Optional.empty());
    }

    private static Optional<String> text(Migration migration) {
        try (InputStream bytes = migration.content().open()) {
            return Optional.of(new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
