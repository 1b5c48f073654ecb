package io.migri.core.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {
    private static final List<Migration> FILES = migrations("1_a", "2_b", "3_c", "4_d");

    private static List<Migration> migrations(String... names) {
        return Stream.of(names)
                .map(name -> new Migration(name, "sql", "m/" + name + ".sql", InputStream::nullInputStream))
                .toList();
    }

    private static List<String> taken(Selection selection, String... pending) {
        List<Migration> left = FILES.stream()
                .filter(file -> List.of(pending).contains(file.name()))
                .toList();
        return selection.among(FILES).of(FILES, left).stream()
                .map(Migration::name)
                .toList();
    }

    @Test
    void allTakesAll() {
        assertEquals(List.of("2_b", "4_d"), taken(Selection.ALL, "2_b", "4_d"));
    }

    @Test
    void upToTakesWhatIsPendingBeforeThatOneAndItself() {
        assertEquals(List.of("1_a", "3_c"), taken(Selection.upTo("3_c"), "1_a", "3_c", "4_d"));
    }

    @Test
    void upToOneThatIsAppliedTakesLateOnesBeforeIt() {
        assertEquals(List.of("1_a"), taken(Selection.upTo("3_c"), "1_a", "4_d"));
    }

    @Test
    void upToOneThatIsAppliedTakesNothingWhereNoneBeforeItIsPending() {
        assertEquals(List.of(), taken(Selection.upTo("3_c"), "4_d"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2_b", "2_b.sql", "m/2_b.sql", "some\\where\\2_b.sql"})
    void aFileIsMeantByItsNameToo(String given) {
        assertEquals(List.of("1_a", "2_b"), taken(Selection.upTo(given), "1_a", "2_b", "3_c"));
    }

    @Test
    void firstTakesThatManyOfThePending() {
        assertEquals(List.of("2_b", "3_c"), taken(Selection.first(2), "2_b", "3_c", "4_d"));
    }

    @Test
    void firstTakesFewerWhereThereAreFewer() {
        assertEquals(List.of("4_d"), taken(Selection.first(9), "4_d"));
    }

    @Test
    void aNameThatNoFileHasIsRefusedWithThoseThatMayBeMeant() {
        Selection selection = Selection.upTo("3_d");

        MigriException refusal = assertThrows(MigriException.class, () -> selection.among(FILES));

        assertEquals(ErrorCode.CONFIGURATION_INVALID, refusal.code());
        assertEquals(
                "no migration here is called 3_d; did you mean 3_c?",
                refusal.text() + "; " + refusal.help().orElseThrow());
    }

    @Test
    void nobodyCanTakeFewerThanOne() {
        assertThrows(IllegalArgumentException.class, () -> Selection.first(0));
    }
}
