package io.migri.spi.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.AppliedMigration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryValuesTest {

    @Test
    void aStoredScriptKeepsItsOwnBytes() {
        byte[] bytes = {1, 2};
        StoredScript script = new StoredScript("sql", bytes);
        bytes[0] = 9;
        script.compressed()[1] = 9;
        assertArrayEquals(new byte[] {1, 2}, script.compressed());
        assertEquals(new StoredScript("sql", new byte[] {1, 2}), script);
        assertEquals(new StoredScript("sql", new byte[] {1, 2}).hashCode(), script.hashCode());
        assertNotEquals(new StoredScript("py", new byte[] {1, 2}), script);
        assertEquals("StoredScript[sql, 2 bytes]", script.toString());
    }

    @Test
    void anEntryIsDoneOnceItsDoubtIsGone() {
        List<String> lines = new ArrayList<>(List.of("a"));
        JournalEntry entry = new JournalEntry("0001", 0, 1, "hash", lines, new JournalEntry.Doubt("a", ""));
        lines.clear();
        assertEquals(List.of("a"), entry.statements());
        assertEquals(JournalEntry.FORMAT, entry.format());
        assertFalse(entry.ofWhole());
        JournalEntry done = entry.done();
        assertEquals(entry.through(), done.through());
        assertEquals(done, done.done());
        assertTrue(JournalEntry.ofWhole("0001").ofWhole());
    }

    /** What a log need not know. */
    @Test
    void aLogThatOnlyAppendsIsALog() throws Exception {
        AppliedLog log = new AppliedLog() {
            @Override
            public Optional<List<AppliedMigration>> read() {
                return Optional.empty();
            }

            @Override
            public void prepare() {}

            @Override
            public List<String> append(AppliedMigration migration) {
                return List.of("row");
            }
        };
        AppliedMigration entry = new AppliedMigration("0001", Optional.empty());
        StoredScript script = new StoredScript("sql", new byte[0]);
        assertEquals(List.of("row"), log.append(entry, script));
        assertEquals(List.of(), log.absent("0001"));
        assertEquals(Optional.empty(), log.script("0001"));
        assertEquals(Optional.empty(), log.unfit("0001"));
        assertTrue(log.complete());
        assertFalse(log.undoneByRollback());
        assertThrows(UnsupportedOperationException.class, () -> log.replace(entry, script));
        assertThrows(UnsupportedOperationException.class, () -> log.remove("0001"));
        log.appended(entry);
    }
}
