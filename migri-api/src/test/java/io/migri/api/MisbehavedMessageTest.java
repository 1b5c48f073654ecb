package io.migri.api;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.MigrationFailedException.Circumstances;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a migration's failure says where a plug-in is to blame for it. */
class MisbehavedMessageTest {

    @Test
    void theFileIsNotToBeFixed() {
        String message = message(DatabaseState.UNCHANGED);
        assertTrue(message.contains("help: report this to the plug-in's author"), message);
        assertFalse(message.contains("fix the file"), message);
    }

    @Test
    void theFileIsNotToBeFixedEitherWhereAPartIsThere() {
        String message = message(DatabaseState.PARTLY_CHANGED);
        assertTrue(
                message.contains("help: report this to the plug-in's author; once the plug-in is fixed, undo by hand"
                        + " what 0001_a has changed"),
                message);
        assertFalse(message.contains("fix the file"), message);
    }

    @Test
    void theConnectionIsNotSaidToBeBroken() {
        String message = message(DatabaseState.UNKNOWN);
        assertTrue(message.contains("not known, the plug-in cannot tell what became of 0001_a"), message);
        assertFalse(message.contains("connection"), message);
    }

    private static String message(DatabaseState state) {
        return String.valueOf(new MigrationFailedException(
                        MigriException.of(
                                ErrorCode.PLUGIN_MISBEHAVED, "the plug-in com.example.Wire broke its contract"),
                        new Circumstances("0001_a", "migrations/0001_a.sql", state, 0, 1, 0, "example 1"),
                        new MigrationReport(1, false, List.of()))
                .getMessage());
    }
}
