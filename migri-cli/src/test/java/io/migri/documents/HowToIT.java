package io.migri.documents;

import static io.migri.architecture.Sources.root;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.documents.HowTo.Saves;
import io.migri.documents.HowTo.Step;
import io.migri.documents.HowTo.Types;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever does what a page says sees what the page shows. */
class HowToIT {
    private static final int COLUMNS = 100;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "docs/first-migration.md",
                "docs/existing-database.md",
                "docs/ci.md",
                "docs/coming-from-migri-0.7.md",
            })
    void showsWhatHappens(String page) throws Exception {
        List<Step> steps = HowTo.read(root().resolve(page)).steps();
        assertFalse(steps.isEmpty(), "nothing is typed in " + page);
        Desk desk = new Desk(directory, COLUMNS);
        StringBuilder exported = new StringBuilder();
        for (Step step : steps) {
            if (step instanceof Saves saved) {
                desk.file(saved.name(), saved.text());
            } else if (step instanceof Types typed) {
                String seen = desk.type(exported + typed.command()).stream()
                        .map(line -> Screen.text(line) + "\n")
                        .collect(Collectors.joining());
                assertTrue(
                        HowTo.isAsTold(typed.sees(), seen),
                        () -> page + "\n$ " + typed.command() + "\n" + seen + "and not\n" + typed.sees());
                if (typed.command().startsWith("export ")) {
                    exported.append(typed.command()).append("; ");
                }
            }
        }
    }

    /** A migration that takes its time has a line of its own until it ends. */
    @Test
    void theLiveLineIsGoneInTheEnd() {
        String written = "\u001b[?7l0001_a... 1 s\u001b[?7h\r\u001b[J0001_a...\u001b[32mok\u001b[0m\r\n";
        assertEquals(
                List.of("0001_a...ok"),
                Screen.of(written).stream().map(Screen::text).toList());
    }

    @Test
    void noticesADifference() {
        assertTrue(HowTo.isAsTold("0001_a...ok (16 ms)\n", "0001_a...ok (7 ms)\n"));
        assertTrue(HowTo.isAsTold("a … d\n", "a b c d\n"));
        assertFalse(HowTo.isAsTold("0001_a...ok (16 ms)\n", "0001_b...ok (7 ms)\n"));
        assertFalse(HowTo.isAsTold("a … d\n", "a b c\n"));
        assertFalse(HowTo.isAsTold("a\n", "a\nb\n"));
    }
}
