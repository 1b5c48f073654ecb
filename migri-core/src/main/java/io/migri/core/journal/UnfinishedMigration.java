package io.migri.core.journal;

import static java.util.Objects.requireNonNull;

import io.migri.api.Decision;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.SourcePosition;
import io.migri.api.text.Operation;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.api.undo.Undo;
import io.migri.core.reading.Discretion;
import io.migri.core.reading.Prepared;
import io.migri.core.source.ReadFailure;
import io.migri.spi.DialectSession;
import io.migri.spi.history.JournalEntry;
import io.migri.spi.history.RecoveryJournal;
import io.migri.spi.history.RecoveryJournal.Reach;
import io.migri.spi.history.RecoveryJournal.Verdict;
import io.migri.spi.script.SqlStatement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A migration that an earlier run has begun: held against what the journal has of it, it tells where it goes on. */
final class UnfinishedMigration {
    private final Prepared prepared;
    private final List<JournalEntry> entries;
    private final RecoveryJournal journal;
    private final DialectSession session;

    /** @param session knows the passwords in what is shown */
    UnfinishedMigration(
            Prepared prepared, List<JournalEntry> entries, RecoveryJournal journal, DialectSession session) {
        this.session = session;
        this.prepared = prepared;
        this.entries = entries;
        this.journal = journal;
    }

    ResumePoint resumePoint(@Nullable Decision decision) throws SQLException {
        ResumePoint point = found(decision);
        if (point.done() == 0 || point.recordOnly()) {
            return point;
        }
        LostSession lost = new LostSession(
                prepared.migration(),
                point.done(),
                statement -> Discretion.place(session, prepared.migration(), statement, 0));
        show(lost::next);
        return point.repeating(lost.settings(), lost.pointless());
    }

    private ResumePoint found(@Nullable Decision decision) throws SQLException {
        requireKnownForm();
        JournalEntry last = entries.get(entries.size() - 1);
        if (last.ofWhole()) {
            return ofWhole(last, decision);
        }
        if (decision == Decision.MARK_APPLIED) {
            return new ResumePoint(last.through(), List.of(), true);
        }
        if (last.doubt() == null) {
            requireUnchanged(entries);
            return new ResumePoint(last.through(), List.of(), false);
        }
        requireUnchanged(entries.subList(0, entries.size() - 1));
        return settled(last, last.doubt(), decision);
    }

    private void requireKnownForm() {
        for (JournalEntry entry : entries) {
            if (entry.format() > JournalEntry.FORMAT) {
                throw MigriException.of(
                                ErrorCode.VALIDATION,
                                prepared.migration().name()
                                        + ": a later version of Migri began it, and wrote its notes in a form ("
                                        + entry.format() + ") that this one does not know")
                        .help("finish it with that version; nothing was touched")
                        .build();
            }
        }
    }

    private ResumePoint ofWhole(JournalEntry last, @Nullable Decision decision) {
        if (decision == null) {
            throw undecided();
        }
        return decision == Decision.RETRY
                ? new ResumePoint(0, journal.notes().withdraw(last), false)
                : new ResumePoint(0, List.of(), true);
    }

    private ResumePoint settled(JournalEntry noted, JournalEntry.Doubt stored, @Nullable Decision decision)
            throws SQLException {
        JournalEntry.Doubt doubt = new DoubtfulText(prepared, session).of(noted, stored);
        boolean known = !KeptTexts.isHashed(doubt.statement());
        JournalEntry last = known ? unit(noted, doubt) : noted;
        Verdict verdict = known ? journal.settle(doubt) : Verdict.UNKNOWN;
        if (verdict == Verdict.HAPPENED) {
            requireUnchanged(entries);
        } else if (verdict == Verdict.UNKNOWN && decision == null) {
            throw undecided(last, doubt);
        }
        boolean done =
                verdict == Verdict.HAPPENED || (verdict == Verdict.UNKNOWN && decision == Decision.SKIP_STATEMENT);
        return done
                ? new ResumePoint(last.through(), journal.notes().confirm(last.done()), false)
                : new ResumePoint(last.first(), journal.notes().withdraw(last), false);
    }

    /** What opens a stretch in which no note has a place, as {@code LOCK TABLES} does, is in doubt up to the statement that closes it. */
    private JournalEntry unit(JournalEntry last, JournalEntry.Doubt doubt) throws SQLException {
        if (journal.reach(doubt.statement()) != Reach.OPENS) {
            return last;
        }
        HeldStretch stretch = new HeldStretch(journal, last.through());
        show(stretch::next);
        return stretch.through() <= last.through()
                ? last
                : new JournalEntry(
                        last.migration(), last.first(), stretch.through(), stretch.hash(), last.statements(), doubt);
    }

    private void requireUnchanged(List<JournalEntry> done) throws SQLException {
        PrefixCheck check = new PrefixCheck(prepared.migration(), done, session);
        show(statement -> {
            try {
                check.next(statement);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        check.requireComplete();
    }

    private void show(Consumer<SqlStatement> viewer) throws SQLException {
        try {
            prepared.script().show(viewer);
        } catch (IOException e) {
            throw unreadable(e);
        } catch (UncheckedIOException e) {
            throw unreadable(requireNonNull(e.getCause()));
        }
    }

    private MigriException unreadable(IOException failure) {
        return ReadFailure.of(prepared.migration(), failure, "");
    }

    private MigriException undecided() {
        return MigriException.of(
                        ErrorCode.UNDECIDED,
                        prepared.migration().name()
                                + ": an earlier run of it ended half way, and may have committed a part of its work")
                .help(HandRepair.ofWhole(prepared.migration().name()))
                .build();
    }

    private MigriException undecided(JournalEntry last, JournalEntry.Doubt doubt) throws SQLException {
        String name = prepared.migration().name();
        return MigriException.of(ErrorCode.UNDECIDED, name + ": an earlier run ended while " + underWay(last))
                .help(Text.of(
                        "undo by hand " + its(last) + " effects, and run `",
                        Operation.RESUME_RETRY,
                        "`, which goes on with " + it(last) + "; or finish " + it(last) + " by hand, and run `",
                        Operation.RESUME_SKIP_STATEMENT,
                        "`, which goes on after " + it(last) + "; or finish all of the "
                                + (Undo.isName(name) ? "undo" : "migration") + " by hand, and run `",
                        Operation.RESUME_MARK_APPLIED,
                        "`, which " + HandRepair.recording(name)))
                .details(shown(doubt))
                .at(position(last, doubt))
                .build();
    }

    private Text shown(JournalEntry.Doubt doubt) {
        return KeptTexts.isHashed(doubt.statement())
                ? Text.of(
                        "the text of the statement in doubt was not stored, as ",
                        Option.STORE_TEXTS,
                        " asked, and the file no longer has it; once it is there again, Migri looks whether it was executed")
                : Text.of("the statement in doubt:\n" + session.language().withoutSecrets(doubt.statement()));
    }

    private static String it(JournalEntry last) {
        return last.through() - last.first() > 1 ? "them" : "it";
    }

    private static String its(JournalEntry last) {
        return last.through() - last.first() > 1 ? "their" : "its";
    }

    private static String underWay(JournalEntry last) {
        return last.through() - last.first() > 1
                ? "statements " + (last.first() + 1) + " to " + last.through()
                        + " were under way, and the database does not show which of them were executed"
                : "statement " + last.through()
                        + " was under way, and the database does not show whether it was executed";
    }

    private @Nullable SourcePosition position(JournalEntry last, JournalEntry.Doubt doubt) throws SQLException {
        AtomicReference<@Nullable SqlStatement> found = new AtomicReference<>();
        try {
            prepared.script().show(statement -> {
                if (statement.ordinal() >= last.first()
                        && statement.ordinal() < last.through()
                        && session.language()
                                .withoutSecrets(statement.text())
                                .equals(session.language().withoutSecrets(doubt.statement()))) {
                    found.set(statement);
                }
            });
        } catch (IOException e) {
            return null; // the statement itself is shown, wherever it stands
        }
        SqlStatement place = found.get();
        return place == null ? null : Discretion.place(session, prepared.migration(), place, 0);
    }
}
