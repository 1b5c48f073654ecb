package io.migri.core.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.event.MigrationListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PassedOverTest {

    @Test
    void aKindInUpperCaseIsAWarningThatSaysHowToRenameTheFile() {
        assertEquals(
                List.of("WARNING 0002_b.SQL, 0003_c.Py are not applied, since their endings are not in lower case;"
                        + " rename 0002_b.SQL to 0002_b.sql"),
                told("0003_c.Py", "0002_b.SQL"));
    }

    @Test
    void otherFilesAreNamedInOneLine() {
        assertEquals(
                List.of("INFO passed over, for migrations here end in .py, .sql: README, notes.txt"),
                told("notes.txt", "README"));
    }

    @Test
    void aFileWithoutAnExtensionIsOfNoKind() {
        assertEquals(List.of("INFO passed over, for migrations here end in .py, .sql: SQL, sql"), told("SQL", "sql"));
    }

    @Test
    void manyNamesAndLongOnesAreCutAndNoneMovesTheCursor() {
        assertTrue(told(IntStream.range(0, 1000).mapToObj(i -> i + ".txt").toArray(String[]::new))
                .get(0)
                .endsWith(" and 990 more"));
        String shown = told("a\u001b[2J" + "x".repeat(1000) + ".txt").get(0);
        assertTrue(shown.contains("a\\u001b[2Jxxx"), shown);
        assertTrue(shown.length() < 200, shown);
    }

    @Test
    void whereThereIsNoneNothingIsTold() {
        assertEquals(List.of(), told());
    }

    private static List<String> told(String... names) {
        List<String> told = new ArrayList<>();
        PassedOver passedOver = new PassedOver(Set.of("sql", "py"));
        List.of(names).forEach(passedOver::add);
        passedOver.tell(new MigrationListener() {
            @Override
            public void told(Message event) {
                told.add(event.level() + " " + event.text());
            }
        });
        return told;
    }
}
