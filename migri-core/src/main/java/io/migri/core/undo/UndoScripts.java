package io.migri.core.undo;

import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener;
import io.migri.api.event.MigrationListener.Message;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.api.undo.Undo;
import io.migri.core.record.MigrationFiles;
import io.migri.core.record.UndoText;
import io.migri.core.source.Composed;
import io.migri.core.source.ReadFailure;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What takes each migration back: the file, or what was recorded of it. All are found before the first is executed. */
final class UndoScripts {
    private final MigrationFiles files;
    private final AppliedLog log;
    private final MigrationListener listener;
    private final boolean recordedOnes;
    private final UndoText texts;
    private final Map<String, Migration> byName = new HashMap<>();
    private final List<String> without = new ArrayList<>();
    private final List<String> onlyRecorded = new ArrayList<>();
    private final List<String> incomplete = new ArrayList<>();

    /** @param log has been read */
    UndoScripts(MigrationFiles files, DialectSession session, AppliedLog log, MigrationListener listener, Undo undo) {
        this.files = files;
        this.log = log;
        this.listener = listener;
        this.recordedOnes = undo.fromDatabase();
        this.texts = new UndoText(files.executors(), session);
        files.all().forEach(file -> byName.put(Composed.of(file.name()), file));
    }

    /**
     * The scripts of all steps, in order.
     *
     * @throws MigriException with code {@code VALIDATION} where one is missing; it names all that are
     */
    List<Migration> of(UndoPlan plan) throws SQLException {
        List<Migration> scripts = new ArrayList<>();
        for (String step : plan.steps()) {
            String migration = Undo.migrationOf(step);
            Migration file = byName.get(Composed.of(migration));
            if (Undo.isName(step)) {
                undo(migration, file).map(script -> script.named(step)).ifPresent(scripts::add);
            } else if (file != null) {
                scripts.add(file.named(migration));
            }
        }
        refuse();
        if (plan.again()) {
            requireFiles(plan);
        }
        return scripts;
    }

    private void requireFiles(UndoPlan plan) {
        List<String> missing = plan.undone().stream()
                .filter(name -> !byName.containsKey(Composed.of(name)))
                .toList();
        if (!missing.isEmpty()) {
            throw MigriException.of(
                            ErrorCode.VALIDATION,
                            "there is no file to apply again for " + String.join(", ", missing)
                                    + "; nothing was undone")
                    .help("restore the file, or only undo")
                    .build();
        }
    }

    private Optional<Migration> undo(String migration, @Nullable Migration file) throws SQLException {
        try {
            Optional<Migration> written = written(migration, file);
            Optional<Migration> recorded = texts.recorded(log, migration);
            if (file == null) {
                listener.told(Message.note(migration, Text.of("has no file any more")));
            }
            return recordedOnes ? recorded(migration, written, recorded) : written(migration, written, recorded);
        } catch (IOException e) {
            throw file == null ? damaged(migration, e) : ReadFailure.of(file, e, "nothing was undone; ");
        }
    }

    private static MigriException damaged(String migration, IOException cause) {
        return MigriException.of(ErrorCode.HISTORY_UNUSABLE, "the recorded undo of " + migration + " is damaged")
                .help("nothing was undone; write its undo as a file")
                .because(cause)
                .build();
    }

    private Optional<Migration> written(String migration, @Nullable Migration file) throws IOException {
        if (file != null) {
            return texts.of(file);
        }
        Migration orphan = files.undos().of(migration);
        return orphan == null ? Optional.empty() : Optional.of(texts.meant(orphan));
    }

    private Optional<Migration> written(String migration, Optional<Migration> written, Optional<Migration> recorded)
            throws SQLException, IOException {
        if (written.isEmpty()) {
            boolean runs = recorded.isPresent() && UndoText.isWhole(recorded.get());
            (runs ? onlyRecorded : without).add(migration);
        } else if (recorded.isPresent() && !texts.saysTheSame(written.get(), recorded.get())) {
            listener.told(Message.warning(
                    migration,
                    Text.of(
                            "the undo of " + migration + " was changed since it was recorded; the file is run, and ",
                            Option.FROM_DATABASE,
                            " runs the recorded one")));
        }
        return written;
    }

    private Optional<Migration> recorded(String migration, Optional<Migration> written, Optional<Migration> recorded)
            throws SQLException, IOException {
        if (recorded.isEmpty()) {
            without.add(migration);
            return recorded;
        }
        if (!UndoText.isWhole(recorded.get())) {
            incomplete.add(migration);
        } else if (written.isPresent() && !texts.saysTheSame(written.get(), recorded.get())) {
            listener.told(Message.note(
                    migration, Text.of("the recorded undo is run, and its file says something else by now")));
        }
        return recorded;
    }

    private void refuse() {
        if (!without.isEmpty()) {
            throw refusal(
                    without.size() == 1
                            ? without.get(0) + " has no undo"
                            : "these migrations have no undo: " + String.join(", ", without),
                    recordedOnes
                            ? Text.of("without ", Option.FROM_DATABASE, " their files are run")
                            : Text.of("write " + Undo.nameOf(without.get(0))
                                    + ".sql beside the migrations, or take back what it did with a new migration"));
        }
        if (!onlyRecorded.isEmpty()) {
            throw refusal(
                    "the undo of " + String.join(", ", onlyRecorded) + " is recorded, and has no file",
                    Text.of("run what is recorded with ", Option.FROM_DATABASE));
        }
        if (!incomplete.isEmpty()) {
            throw refusal(
                    "the recorded undo of " + String.join(", ", incomplete)
                            + " is not whole: its text, or the passwords in it, were not stored",
                    Text.of("run its file, without ", Option.FROM_DATABASE));
        }
    }

    private static MigriException refusal(String message, Text help) {
        return MigriException.of(ErrorCode.VALIDATION, message + "; nothing was undone")
                .help(help)
                .build();
    }
}
