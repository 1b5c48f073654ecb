package io.migri.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.DatabaseState;
import io.migri.api.ErrorCode;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigriException;
import io.migri.core.trial.OtherLanguage;
import io.migri.core.trial.Trial;
import io.migri.spi.history.JournalEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What cannot be read, does not fit into memory, or was written by a later version. */
class UnreadableTest {

    @Test
    void bytesThatAreNoTextAreShownTheirPlace() {
        byte[] bytes = {'a', ';', '\n', 'b', ' ', (byte) 0xFF};
        Trial trial = new Trial();
        trial.files().put("0001", () -> new ByteArrayInputStream(bytes));
        MigriException refusal = trial.refusal();
        assertEquals(ErrorCode.SCRIPT_INVALID, refusal.code());
        assertEquals("0001.sql:2:3", refusal.position().orElseThrow().toString());
    }

    @Test
    void aFileThatCannotBeOpenedKeepsAllOthersFromBeingApplied() {
        Trial trial = Trial.of("a;");
        trial.files().put("0002", () -> {
            throw new IOException("no");
        });
        assertEquals(ErrorCode.SOURCE_UNREADABLE, trial.refusal().code());
        assertEquals(List.of(), trial.database().executed());
    }

    @Test
    void whereMemoryIsShortTheStatementIsNamedAndNothingIsLeft() {
        Trial trial = Trial.of("a; b;");
        trial.database().before("b", () -> {
            throw new OutOfMemoryError("for a test");
        });
        MigrationFailedException failure = trial.failure();
        assertEquals(DatabaseState.UNCHANGED, failure.state());
        assertTrue(failure.getMessage().contains("does not fit into memory"), failure.getMessage());
        assertEquals(List.of(), trial.database().executed());
    }

    @Test
    void whatIsNobodysErrorRollsBackAndGoesOn() {
        Trial trial = new Trial()
                .file("0001.other", "")
                .with(builder -> builder.executor(new OtherLanguage(context -> {
                    context.transaction().open();
                    throw new IllegalStateException("for a test");
                })));
        assertThrows(IllegalStateException.class, trial::migrate);
        assertTrue(trial.database().conversation().contains("ROLLBACK"));
        assertEquals(List.of(), trial.database().executed());
        assertTrue(trial.database().conversation().contains("unlock"));
    }

    @Test
    void aNoteOfALaterVersionIsLeftToThatOne() {
        Trial trial = Trial.of("a; b {outside};");
        trial.database().note(new JournalEntry("0001", 0, 1, "", List.of(), null, JournalEntry.FORMAT + 1));
        MigriException refusal = trial.refusal();
        assertEquals(ErrorCode.VALIDATION, refusal.code());
        assertTrue(refusal.getMessage().contains("a later version of Migri began it"), refusal.getMessage());
    }
}
