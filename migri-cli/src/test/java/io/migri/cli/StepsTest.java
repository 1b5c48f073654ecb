package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --to} and {@code --count}. */
class StepsTest {
    @TempDir
    private Path directory;

    private Shop shop;

    @BeforeEach
    void writeThree() {
        shop = new Shop(directory)
                .file("1_a.sql", "create table a (i int);")
                .file("2_b.sql", "insert into a values (1);")
                .file("3_c.sql", "insert into a values (2);");
    }

    private List<String> pending() {
        return shop.run("status", "--pending")
                .out()
                .lines()
                .map(line -> line.split("\t", -1)[1])
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"--to, 2_b", "--to, 2_b.sql", "--to, m/2_b.sql", "--count, 2", "--count, 002"})
    void goesSoFarAndNoFurther(String option, String value) {
        shop.run("migrate", option, value).hasStatus(0).wrote("Applying migrations\n1_a...ok\n2_b...ok\n");

        assertEquals(List.of("3_c"), pending());
    }

    @Test
    void tellsWhatStaysPendingWhoLooksClosely() {
        shop.run("migrate", "--to", "1_a", "-l", "info")
                .hasStatus(0)
                .complainedOf("info: found 3 migrations, 3 pending, 1 to apply")
                .complainedOf("info: 2 migrations stay pending, from 2_b on");
    }

    @Test
    void saysThatNothingIsToBeDoneUpToOneThatIsApplied() {
        shop.run("migrate", "--count", "1").hasStatus(0);

        shop.run("migrate", "--to", "1_a")
                .hasStatus(0)
                .wrote("No migrations to apply up to the one named. 2 later migrations stay pending.\n");
    }

    @Test
    void isSyncedWhereNothingStays() {
        shop.run("migrate", "--to", "3_c").hasStatus(0);

        shop.run("migrate", "--to", "2_b").hasStatus(0).wrote("All synced! No new migrations to apply! 🥳\n");
    }

    @Test
    void aDryRunGoesAsFar() {
        shop.run("migrate", "--dry-run", "--to", "2_b")
                .hasStatus(0)
                .wrote("Applying migrations\n1_a...ok\n2_b...ok\nSuccessfully applied migrations in dry run mode.\n");

        assertEquals(List.of("1_a", "2_b", "3_c"), pending());
    }

    @Test
    void theDocumentSaysWhatRemains() {
        String document = shop.run("migrate", "--output", "json", "--count", "1")
                .hasStatus(0)
                .out();

        assertTrue(document.contains("\"remaining\":[\"2_b\",\"3_c\"]"), document);
    }

    @Test
    void theDocumentOfAWholeRunHasNothingThatRemains() {
        assertTrue(shop.run("migrate", "--output", "json").hasStatus(0).out().contains("\"remaining\":[]"));
    }

    @Test
    void aNameThatNoFileHasAppliesNothing() {
        shop.run("migrate", "--to", "2_c")
                .hasStatus(1)
                .wrote("")
                .complainedOf("error: no migration here is called 2_c")
                .complainedOf("did you mean 2_b");

        assertEquals(List.of("1_a", "2_b", "3_c"), pending());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "00", "x", "1.5", "99999999999", ""})
    void aCountThatIsNoneIsAMistakeAndNeverMeansAll(String count) {
        shop.run("migrate", "--count=" + count).hasStatus(2).wrote("").complainedOf("Invalid value for '--count': ");

        assertEquals(List.of("1_a", "2_b", "3_c"), pending());
    }

    @Test
    void anEmptyNameIsAMistakeAndDoesNotMeanAll() {
        shop.run("migrate", "--to", "").hasStatus(2).wrote("").complainedOf("Invalid value for '--to': it is empty.");
    }

    @Test
    void bothAtOnceAreAMistake() {
        shop.run("migrate", "--to", "1_a", "--count", "1")
                .hasStatus(2)
                .wrote("")
                .complainedOf("Give one of '--to' and '--count'.");
    }
}
