package io.migri.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.AppliedMigration;
import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.spi.history.AppliedLog;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Names of files and names in the history that a person takes for the same. */
class NamesTest {
    private static final String COMPOSED = "0001_caf\u00e9";
    private static final String DECOMPOSED = "0001_cafe\u0301";

    @Test
    void aNameRecordedInAnotherUnicodeFormIsThatOfItsFile() throws Exception {
        AlignedLog log = new AlignedLog(new OneEntry(DECOMPOSED), List.of(file(COMPOSED)));

        assertEquals(COMPOSED, log.read().orElseThrow().get(0).name());
    }

    @Test
    void theRowIsChangedUnderTheNameThatItHas() throws Exception {
        AlignedLog log = new AlignedLog(new OneEntry(DECOMPOSED), List.of(file(COMPOSED)));
        log.read();

        assertEquals(List.of("remove " + DECOMPOSED), log.remove(COMPOSED));
    }

    @Test
    void aNameThatLostItsLettersIsRefusedWithTheRemedy() {
        MigriException refusal = assertThrows(
                MigriException.class,
                () -> LostLetters.refuse(List.of(file("0001_счёт")), List.of(entry("0001_????"))));

        assertEquals(ErrorCode.VALIDATION, refusal.code());
        assertTrue(refusal.help().orElseThrow().toString().contains("History.mark(List.of(\"0001_счёт\"))"));
        assertTrue(refusal.help().orElseThrow().toString().contains("History.unmark(List.of(\"0001_????\"))"));
    }

    @Test
    void aQuestionMarkOfAnotherNameIsNone() {
        LostLetters.refuse(List.of(file("0001_why"), file("0002_счёт")), List.of(entry("0001_wh?"), entry("0002_???")));
    }

    private static Migration file(String name) {
        return new Migration(name, "sql", name + ".sql", InputStream::nullInputStream);
    }

    private static AppliedMigration entry(String name) {
        return new AppliedMigration(name, Optional.of(Instant.EPOCH));
    }

    /** A log of one entry. */
    private record OneEntry(String name) implements AppliedLog {
        @Override
        public Optional<List<AppliedMigration>> read() {
            return Optional.of(List.of(entry(name)));
        }

        @Override
        public void prepare() {}

        @Override
        public List<String> append(AppliedMigration migration) {
            return List.of();
        }

        @Override
        public List<String> remove(String migration) {
            return List.of("remove " + migration);
        }
    }
}
