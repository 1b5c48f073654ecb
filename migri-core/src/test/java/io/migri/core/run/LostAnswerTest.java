package io.migri.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.api.DatabaseError.Kind;
import io.migri.api.DatabaseState;
import io.migri.api.MigrationFailedException;
import io.migri.core.trial.Trial;
import io.migri.testkit.scripted.Fault;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of the database where the answer to a statement did not come: it may have been executed all the same. */
class LostAnswerTest {

    @ParameterizedTest
    @CsvSource({
        "a; b {may end}, b, CONNECTION_LOST, UNKNOWN",
        "a; b {may end}, b, SESSION_ENDED, UNKNOWN",
        "a; b {outside}, b, CONNECTION_LOST, UNKNOWN",
        "a; b, COMMIT, CONNECTION_LOST, UNKNOWN",
        "a; b, COMMIT, SESSION_ENDED, UNKNOWN",
        // the commit is in the message
        "a; b, b, CONNECTION_LOST, UNKNOWN",
        "a; b, b, SESSION_ENDED, UNCHANGED",
        // the commit is not sent before it is answered
        "a; b; c {may end}, DOUBT, STATEMENT, UNCHANGED",
    })
    void tellsWhetherAnythingMayHaveLasted(String script, String place, Kind kind, DatabaseState state) {
        Trial trial = Trial.of(script).failing(Fault.at(place).of(kind));
        assertEquals(state, trial.failure().state());
    }

    /** It was said that nothing was changed. */
    @ParameterizedTest
    @CsvSource({"CONNECTION_LOST", "SESSION_ENDED"})
    void nobodyKnowsWhetherAProcedureHasCommitted(Kind kind) {
        Trial trial = Trial.of("a; call {may end, commits}; b;")
                .failing(Fault.at("call").of(kind).afterwards());
        MigrationFailedException failure = trial.failure();
        assertEquals(List.of("a", "call {may end, commits}"), trial.database().executed());
        assertEquals(DatabaseState.UNKNOWN, failure.state());
    }
}
