package io.migri.core.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.spi.DialectSession;
import io.migri.spi.rehearsal.OnCopy;
import io.migri.spi.rehearsal.Rehearsals;
import io.migri.spi.rehearsal.Restriction;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TransactionEffect;
import io.migri.testkit.scripted.ScriptedDatabase;
import io.migri.testkit.scripted.ScriptedSession;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One object of a plug-in may be several ports. */
class TwoPortsTest {

    @Test
    @SuppressWarnings("unchecked")
    void isTakenForThePortThatIsAskedFor() throws Exception {
        DialectSession session = new ScriptedSession(new ScriptedDatabase());
        Rehearsals<DialectSession> rehearsals = request -> new Copy(session);
        try (OnCopy<DialectSession> copy = (OnCopy<DialectSession>)
                Guests.guarded(Rehearsals.class, rehearsals, "a guest").open()) {
            Restriction restriction = copy.restriction().orElseThrow();
            SqlStatement statement = new SqlStatement(0, "a", 1, 1, TransactionEffect.NONE);
            assertEquals(Optional.of("not here"), restriction.refusal(statement));
        }
    }

    /** A copy that knows itself what would reach beyond it. */
    private record Copy(DialectSession session) implements OnCopy<DialectSession>, Restriction {
        @Override
        public Optional<Restriction> restriction() {
            return Optional.of(this);
        }

        @Override
        public Optional<String> refusal(SqlStatement statement) {
            return Optional.of("not here");
        }

        @Override
        public void close() {}
    }
}
