package io.migri.core.pipeline;

import io.migri.spi.history.JournalEntry;
import io.migri.spi.history.RecoveryJournal;
import java.util.List;
import java.util.Optional;

/** Says which stretches it would note: {@code DONE 0-3} is about the statements 0 to 2. */
final class RecordingJournal implements RecoveryJournal {

    @Override
    public Optional<List<JournalEntry>> read() {
        return Optional.of(List.of());
    }

    @Override
    public void prepare() {}

    @Override
    public List<String> doubt(JournalEntry entry) {
        return List.of("DOUBT " + stretch(entry));
    }

    @Override
    public List<String> confirm(JournalEntry entry) {
        return List.of("CONFIRM " + stretch(entry));
    }

    @Override
    public List<String> done(JournalEntry entry) {
        return List.of("DONE " + stretch(entry));
    }

    @Override
    public List<String> withdraw(JournalEntry entry) {
        return List.of("WITHDRAW " + stretch(entry));
    }

    @Override
    public List<String> forget(String migration) {
        return List.of("FORGET");
    }

    @Override
    public Verdict settle(JournalEntry.Doubt doubt) {
        return Verdict.UNKNOWN;
    }

    private static String stretch(JournalEntry entry) {
        return entry.first() + "-" + entry.through();
    }
}
