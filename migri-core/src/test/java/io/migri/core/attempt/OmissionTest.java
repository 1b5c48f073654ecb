package io.migri.core.attempt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OmissionTest {
    private static final Omission VIEW = new Omission("line 2 of 0001", "CREATE VIEW glad AS SELECT 'glad'::mood");
    private static final Omission FUNCTION =
            new Omission("line 5 of 0001", "CREATE FUNCTION app.fill(int) RETURNS mood");
    private static final Omission TABLE = new Omission("line 3 of 0002", "create table \"Later\" as select 1");
    private static final List<Omission> ALL = List.of(VIEW, FUNCTION, TABLE);
    private static final String ONE =
            " was left out of the dry run, and this may need it; if so, only a run can tell, for example one on a copy of"
                    + " the database";

    @Test
    void namesTheOneWhoseNameIsMissing() {
        assertEquals("line 2 of 0001" + ONE, behind("relation \"glad\" does not exist"));
        assertEquals("line 2 of 0001" + ONE, behind("relation \"app.GLAD\" does not exist"));
        assertEquals("line 5 of 0001" + ONE, behind("function app.fill(integer) does not exist"));
        assertEquals("line 3 of 0002" + ONE, behind("relation \"Later\" does not exist"));
    }

    @Test
    void namesAllWhereNoneIsNamed() {
        String all =
                "line 2 of 0001 and line 5 of 0001 and line 3 of 0002 were left out of the dry run, and this may need one"
                        + " of them; if so, only a run can tell, for example one on a copy of the database";
        assertEquals(all, behind("relation \"gla\" does not exist"));
        assertEquals(all, behind("division by zero"));
    }

    @Test
    void countsThemWhereThereAreMany() {
        List<Omission> many = List.of(VIEW, FUNCTION, TABLE, VIEW, VIEW);
        assertEquals(
                "line 2 of 0001, line 5 of 0001, line 3 of 0002 and 2 more were left out of the dry run, and this may need one"
                        + " of them; if so, only a run can tell, for example one on a copy of the database",
                Omission.behind("division by zero", many).orElseThrow());
    }

    @Test
    void saysNothingWhereNothingWasLeftOut() {
        assertEquals(Optional.empty(), Omission.behind("relation \"glad\" does not exist", List.of()));
    }

    private static String behind(String message) {
        return Omission.behind(message, ALL).orElseThrow();
    }
}
