package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryCommandsTest {
    private static final String UNFIT =
            "none of the 3 recorded migrations has a file here; is this the right directory, and the right"
                    + " database?";

    @TempDir
    private Path directory;

    private Shop shop;

    @BeforeEach
    void applyThree() {
        shop = new Shop(directory)
                .file("1_a.sql", "create table a (i int);")
                .file("2_b.sql", "insert into a values (1);")
                .file("3_c.sql", "insert into a values (2);");
        shop.run("migrate").hasStatus(0);
    }

    private List<String> states() {
        return shop.run("status")
                .out()
                .lines()
                .map(line -> line.substring(0, line.indexOf('\t')))
                .toList();
    }

    private Shop empty() {
        return shop.without("1_a.sql").without("2_b.sql").without("3_c.sql");
    }

    @Test
    void repairForgetsNothingUntilSomebodySaysSo() {
        shop.without("2_b.sql").file("3_c.sql", "insert into a values (3);");

        Outcome outcome = shop.run("repair").hasStatus(6);

        assertTrue(outcome.out().startsWith("would remove 2_b from the history, recorded 20"), outcome::toString);
        assertTrue(outcome.out().endsWith("would " + accepted("accept")), outcome::toString);
        outcome.complainedOf("error: 1 recorded migration has no file here; nothing was changed");
        assertEquals(List.of("applied", "missing", "changed"), states());
    }

    @ParameterizedTest
    @CsvSource({
        "--accept-changed, applied missing applied",
        "--forget-missing, applied changed",
        "--yes, applied applied",
        "2_b, applied changed",
        "m/2_b.sql, applied changed",
        "--record, applied missing changed",
    })
    void repairDoesWhatIsAskedFor(String choice, String states) {
        shop.without("2_b.sql").file("3_c.sql", "insert into a values (3);");

        shop.run("repair", choice).hasStatus(0);

        assertEquals(List.of(states.split(" ", -1)), states());
    }

    @Test
    void repairNeedsNoConsentWhereNothingIsForgotten() {
        shop.file("3_c.sql", "insert into a values (3);");

        shop.run("repair").hasStatus(0).wrote(accepted("accepts"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--yes", "--forget-missing"})
    void repairNeverForgetsAll(String choice) {
        empty().file("9_other.sql", "select 1;");

        shop.run("repair", choice)
                .hasStatus(6)
                .wrote("")
                .complainedOf("none of the 3 recorded migrations has a file here");

        shop.run("repair", choice, "1_a", "2_b").hasStatus(0);
        assertEquals(List.of("missing", "pending"), states());
    }

    @Test
    void aPlanSaysThatItIsOne() {
        shop.without("2_b.sql");

        Outcome plan = shop.run("repair", "--dry-run").hasStatus(0).complained("");
        assertTrue(plan.out().startsWith("would remove 2_b from the history"), plan::toString);
        assertTrue(shop.run("repair", "--dry-run", "--output=json").out().endsWith(",\"done\":false}\n"));
        assertTrue(shop.run("repair", "--output=json").hasStatus(6).out().endsWith(",\"done\":false}\n"));
        assertTrue(shop.run("repair", "--yes", "--output=json").out().endsWith(",\"done\":true}\n"));
    }

    @Test
    void whatIsMarkedCanBeComparedAtOnce() {
        shop.file("4_d.sql", "insert into a values (4);").run("mark", "4_d").hasStatus(0);
        shop.run("show", "4_d").wrote("insert into a values (4);");
        shop.run("validate").hasStatus(0).wrote("All 4 applied migrations match their files.\n");

        shop.file("4_d.sql", "insert into a values (5);").run("validate").hasStatus(6);
        assertTrue(shop.run("status").out().contains("changed\t4_d\t"));
    }

    @Test
    void aFileThatCannotBeUnderstoodIsMarkedAllTheSame() {
        shop.file("4_d.sql", "select 'open;")
                .run("mark", "4_d")
                .hasStatus(0)
                .complainedOf("note: the text of 4_d is not recorded, so it cannot be compared: ");
        assertEquals("applied", states().get(3));
    }

    @Test
    void whatWasNeverRecordedIsCountedAndCanBeRecordedLater() throws Exception {
        SqliteFile.execute(
                shop.database(), "update applied_migration set file_hash = null, checksum = null where name < '3'");
        SqliteFile.execute(shop.database(), "delete from migri_source where name < '3'");
        shop.file("4_d.sql", "select 1;");

        shop.run("validate").hasStatus(0).wrote("""
            1 of 3 applied migrations matches its file.
            2 of 3 applied migrations cannot be compared, because their texts are not recorded; \
            `migri repair --record` records the texts as they are now.
            1 pending.
            """);
        String json = shop.run("validate", "--output=json").out();
        assertTrue(json.endsWith("\"applied\":3,\"uncompared\":2,\"pending\":1}\n"), json);
        shop.run("repair", "--record").hasStatus(0).wrote("""
            records the text of 1_a as it is now; it is not run again
            records the text of 2_b as it is now; it is not run again
            """);
        shop.run("repair", "--record").wrote("Nothing to do.\n");
        shop.run("validate").wrote("All 3 applied migrations match their files.\n1 pending.\n");
        shop.run("show", "2_b").wrote("insert into a values (1);");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "9_other.sql"})
    void aHistoryThatDoesNotFitIsWarnedOfAndRefusedUnderStrict(String other) {
        empty();
        String line = "No migrations to apply. Migrations directory is empty.\n";
        if (!other.isEmpty()) {
            shop.file(other, "select 1;");
            line = "Applying migrations\n9_other...ok\n";
        }

        shop.run("migrate", "--strict").hasStatus(6).wrote("").complainedOf("error: " + UNFIT);
        shop.run("migrate", "--dry-run", "--strict").hasStatus(6).wrote("").complainedOf(UNFIT);
        shop.run("validate").hasStatus(6);
        shop.run("status").hasStatus(0).complainedOf("warning: " + UNFIT);
        shop.run("status", "--exit-code").hasStatus(6);
        assertTrue(shop.run("status", "--output=json")
                .complained("warning: " + UNFIT + "\n")
                .out()
                .endsWith("\"fits\":false}\n"));
        shop.run("migrate").hasStatus(0).wrote(line).complainedOf("warning: " + UNFIT);
    }

    @Test
    void statusHasTotals() {
        shop.without("2_b.sql").file("4_d.sql", "select 1;");

        Outcome status = shop.run("status").hasStatus(0).complained("2 applied, 1 pending, 1 missing\n");
        assertEquals(4, status.out().lines().count());
        String json = shop.run("status", "--output=json").out();
        assertTrue(
                json.endsWith(
                        "\"totals\":{\"applied\":2,\"pending\":1,\"changed\":0,\"partly undone\":0,\"missing\":1,\"late\":0,"
                                + "\"partly applied\":0,\"in doubt\":0},\"fits\":true}\n"),
                json);
    }

    @Test
    void anOlderDirectoryIsSaidToBeOne() {
        shop.without("3_c.sql");

        shop.run("migrate").hasStatus(0).complained("");
        shop.run("migrate", "-l", "info")
                .hasStatus(0)
                .complainedOf("info: 1 newer migration is recorded, and has no file here\n");
        shop.run("validate").hasStatus(6).wrote("problem: 3_c is recorded, and there is no file of that name\n");
        shop.run("validate", "--allow-newer").hasStatus(0).wrote("""
            note: 3_c is recorded, and there is no file of that name
            2 of 3 applied migrations match their files.
            """);
        shop.file("3_c.sql", "insert into a values (2);").without("2_b.sql");
        shop.run("validate", "--allow-newer").hasStatus(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4_d", "4_d.sql", "m/4_d.sql", "/elsewhere/m/4_d.sql"})
    void aBaselineMayBeNamedByItsFile(String name) {
        shop.file("4_d.sql", "select 1;");

        shop.run("baseline", "--to", name).hasStatus(0);
        assertFalse(shop.run("status").out().contains("pending"));
    }

    @ParameterizedTest
    @CsvSource({
        "MIGRI_LOCK_WAIT, abc, status",
        "MIGRI_STRICT, maybe, validate",
        "MIGRI_ALLOW_EMPTY, perhaps, validate",
        "MIGRI_LOCK_WAIT, -1, repair",
    })
    void aSettingThatCannotBeIsWrongUsage(String variable, String value, String command) {
        shop.with(variable, value).run(command).hasStatus(2).wrote("").complainedOf("(from " + variable + ")");
    }

    private static String accepted(String verb) {
        return verb + " the new text of 3_c; it is not run again, so the database still has what the old text made\n";
    }
}
