package io.migri.documents;

import static io.migri.architecture.Sources.root;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What Migri can say stands in one list, so that somebody can read all of it aloud. {@code -Dmigri.messages.write} writes the list anew;
 * the difference shows what was added or said otherwise.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessagesTest {
    private static final String SAYS_IT = "the sentence itself says what to do";
    private static final String DATABASE = "the kind of the database's error brings the next step";
    private static final String PLUGIN = "these are the words of a plug-in";

    /** Errors without a next step of their own, and why. */
    private static final Map<String, String> EXCUSED = new TreeMap<>(Map.ofEntries(
            Map.entry("Calls.java", SAYS_IT),
            Map.entry("CollectedPreparing.java", SAYS_IT),
            Map.entry("ExplainedLog.java", DATABASE),
            Map.entry("InstallerRegistry.java", PLUGIN),
            Map.entry("Migri.java", SAYS_IT),
            Map.entry("MySqlProperties.java", SAYS_IT),
            Map.entry("MySqlSessionSnapshot.java", SAYS_IT),
            Map.entry("NoRehearsals.java", PLUGIN),
            Map.entry("OpenTarget.java", DATABASE),
            Map.entry("RecordedHistory.java", PLUGIN),
            Map.entry("RunOptions.java", SAYS_IT),
            Map.entry("ScratchServer.java", SAYS_IT),
            Map.entry("SqliteDoubleQuotesProperty.java", SAYS_IT),
            Map.entry("SqliteFile.java", SAYS_IT)));

    private Messages messages = new Messages(Map.of(), Map.of());

    @BeforeAll
    void collect() throws IOException, InterruptedException {
        messages = Messages.ofTheSources();
    }

    private static Path list() {
        return root().resolve("migri-cli/src/test/resources/io/migri/documents/messages.txt");
    }

    @Test
    void theListHasAllOfThem() throws IOException {
        if (System.getProperty("migri.messages.write") != null) {
            Files.writeString(list(), messages.list());
        }
        assertEquals(Files.readString(list()), messages.list());
    }

    @Test
    void noneHasASentenceOfMoreThanThirtyWords() {
        assertEquals(List.of(), complaints(text -> Prose.longest(text) > Prose.MOST_WORDS));
    }

    @Test
    void noneIsOddEnglish() {
        assertEquals(List.of(), complaints(text -> Prose.oddity(text).isPresent()));
    }

    /** A new error without a next step needs one, or a reason here. */
    @Test
    void eachErrorSaysWhatToDo() {
        assertEquals(EXCUSED.keySet(), messages.withoutNextStep().keySet());
    }

    @Test
    void noticesWhatIsNotAsItShouldBe() {
        assertTrue(Prose.oddity("mend the file and run again").isPresent());
        assertTrue(Prose.oddity("is one of these meant: a, b").isPresent());
        assertFalse(Prose.oddity("the amendment was recommended").isPresent());
        assertEquals(3, Prose.longest("this has three: words, or; four. two more"));
    }

    private List<String> complaints(Predicate<String> wrong) {
        List<String> complaints = new ArrayList<>();
        messages.bySource().forEach((source, texts) -> {
            if (!Messages.isForeign(source)) {
                texts.stream().filter(wrong).forEach(text -> complaints.add(source + ": " + text));
            }
        });
        return complaints;
    }
}
