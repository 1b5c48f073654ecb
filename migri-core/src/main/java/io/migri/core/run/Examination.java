package io.migri.core.run;

import io.migri.api.Decision;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.SourcePosition;
import io.migri.core.source.ReadFailure;
import io.migri.spi.JournalEntry;
import io.migri.spi.RecoveryJournal;
import io.migri.spi.RecoveryJournal.Verdict;
import io.migri.spi.script.SqlStatement;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares an unfinished migration with what the journal has of it, and finds where it goes on. */
final class Examination {
    private final Prepared prepared;
    private final List<JournalEntry> entries;
    private final RecoveryJournal journal;

    Examination(Prepared prepared, List<JournalEntry> entries, RecoveryJournal journal) {
        this.prepared = prepared;
        this.entries = entries;
        this.journal = journal;
    }

    ResumePoint point(@Nullable Decision decision) throws SQLException {
        JournalEntry last = entries.get(entries.size() - 1);
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

    private ResumePoint settled(JournalEntry last, JournalEntry.Doubt doubt, @Nullable Decision decision)
            throws SQLException {
        Verdict verdict = journal.settle(doubt);
        if (verdict == Verdict.HAPPENED) {
            requireUnchanged(entries);
        } else if (verdict == Verdict.UNKNOWN && decision == null) {
            throw undecided(last, doubt);
        }
        boolean done =
                verdict == Verdict.HAPPENED || (verdict == Verdict.UNKNOWN && decision == Decision.SKIP_STATEMENT);
        return done
                ? new ResumePoint(last.through(), journal.confirm(last.done()), false)
                : new ResumePoint(last.first(), journal.withdraw(last), false);
    }

    private void requireUnchanged(List<JournalEntry> done) throws SQLException {
        PrefixCheck check = new PrefixCheck(prepared.migration(), done);
        show(check);
        check.requireComplete();
    }

    private void show(PrefixCheck check) throws SQLException {
        try {
            prepared.script().show(check::next);
        } catch (IOException e) {
            throw new MigriException(
                    ErrorCode.SOURCE_UNREADABLE,
                    prepared.migration().origin() + " cannot be read: " + ReadFailure.reason(e),
                    e);
        }
    }

    private MigriException undecided(JournalEntry last, JournalEntry.Doubt doubt) throws SQLException {
        return new MigriException(
                ErrorCode.UNDECIDED,
                prepared.migration().name() + ": an earlier run ended while statement " + last.through()
                        + " was under way, and the database does not show whether it was executed",
                "look whether it was, and answer with `migri resume --retry` (it was not: execute it and go on),"
                        + " `--skip-statement` (it was: go on behind it) or `--mark-applied` (all of the migration is done)",
                position(last, doubt),
                null,
                "the statement in doubt:\n" + doubt.statement(),
                null);
    }

    private @Nullable SourcePosition position(JournalEntry last, JournalEntry.Doubt doubt) throws SQLException {
        SqlStatement[] found = new SqlStatement[1];
        try {
            prepared.script().show(statement -> {
                if (statement.ordinal() == last.through() - 1
                        && statement.text().equals(doubt.statement())) {
                    found[0] = statement;
                }
            });
        } catch (IOException e) {
            return null; // the statement itself is shown, wherever it stands
        }
        return found[0] == null ? null : ScriptText.position(prepared.migration(), found[0], 0);
    }
}
