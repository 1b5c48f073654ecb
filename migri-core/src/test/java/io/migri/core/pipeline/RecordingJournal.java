package io.migri.core.pipeline;

import io.migri.spi.history.JournalEntry;
import io.migri.spi.history.JournalNotes;
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
    public JournalNotes notes() {
        return new Notes();
    }

    @Override
    public Verdict settle(JournalEntry.Doubt doubt) {
        return Verdict.UNKNOWN;
    }

    private static final class Notes implements JournalNotes {

        @Override
        public List<String> add(JournalEntry entry) {
            return List.of((entry.doubt() == null ? "DONE " : "DOUBT ") + stretch(entry));
        }

        @Override
        public List<String> confirm(JournalEntry entry) {
            return List.of("CONFIRM " + stretch(entry));
        }

        @Override
        public List<String> withdraw(JournalEntry entry) {
            return List.of("WITHDRAW " + stretch(entry));
        }

        @Override
        public List<String> forget(String migration) {
            return List.of("FORGET");
        }

        private static String stretch(JournalEntry entry) {
            return entry.first() + "-" + entry.through();
        }
    }
}
