package io.migri.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.DatabaseError.Kind;
import io.migri.core.trial.Trial;
import io.migri.testkit.scripted.Fault;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Nobody is sent to fix a file that is as good as any. */
class HelpTest {

    @Test
    void whoeverIsShortOfRoomMakesRoom() {
        Trial trial = Trial.of("a {ends}; b;").failing(Fault.at("b").of(Kind.DISK_FULL));
        String help = trial.failure().help().orElseThrow().toString();
        assertTrue(
                help.startsWith(
                        "make room and run `Migri.migrate()` again, which goes on with statement 2; undo nothing"),
                help);
    }

    @Test
    void whoeverHasAJournalThatTakesNoNoteLooksAtTheJournal() {
        Trial trial = Trial.of("a; b {outside};").failing(Fault.at("DOUBT"));
        assertEquals(
                Optional.of("look at the table migri_journal, which does not take the note, and run again"),
                trial.failure().help().map(Object::toString));
    }
}
