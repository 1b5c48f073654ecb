package io.migri.format.flyway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.MigriException;
import io.migri.format.file.FilesInMemory;
import io.migri.spi.format.FormatContext;
import io.migri.spi.source.MigrationSource;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlywayFormatTest {
    private final FlywayFormat format = new FlywayFormat();
    private final FilesInMemory files = new FilesInMemory();

    private MigrationSource opened(String... recorded) throws IOException {
        return format.open(files, new FormatContext(Set.of(recorded), Map.of()));
    }

    @Test
    void versionsDecideTheOrder() throws IOException {
        files.with("V10__c.sql", "c")
                .with("V2__b.sql", "b")
                .with("V1.1__a.sql", "a")
                .with("V1_0_5__z.sql", "z");
        assertEquals(List.of("V1_0_5__z", "V1.1__a", "V2__b", "V10__c"), FilesInMemory.names(opened()));
        assertTrue(opened().refusesLate());
    }

    @Test
    void lateOnesRunWhereTheSettingsSaySo() throws IOException {
        files.with("V1__a.sql", "a").with("../flyway.toml", "[flyway]\noutOfOrder = true # why not\n");
        assertFalse(opened().refusesLate());
    }

    @Test
    void undoScriptsGoByTheNamesOfWhatTheyUndo() throws IOException {
        files.with("V1__a.sql", "a").with("U1.0__take_back.sql", "b").with("R__v.sql", "c");
        assertEquals(List.of("V1__a"), FilesInMemory.names(opened()));
        assertEquals("b", FilesInMemory.text(opened().folder("undo").orElseThrow(), "V1__a"));
        MigrationSource repeatable = opened().folder("repeatable").orElseThrow();
        assertEquals("/* migri: repeatable */ c", FilesInMemory.text(repeatable, "R__v"));
    }

    @Test
    void aBaselineStandsForAllBeforeItInAFreshDatabaseAlone() throws IOException {
        files.with("V1__a.sql", "")
                .with("V2__b.sql", "")
                .with("B2__all.sql", "")
                .with("V3__c.sql", "");
        assertEquals(List.of("B2__all", "V3__c"), FilesInMemory.names(opened()));
        assertEquals(List.of("B2__all", "V3__c"), FilesInMemory.names(opened("B2__all", "V3__c")));
        assertEquals(List.of("V1__a", "V2__b", "V3__c"), FilesInMemory.names(opened("V1__a")));
    }

    @Test
    void placeholdersAreReplacedWhereverTheyStand() throws IOException {
        files.with("V1__a.sql", "\uFEFF-- ${owner}\n'${OWNER}' ${flyway:filename}\n")
                .with("flyway.conf", "flyway.placeholders.owner=\u00e9va\n");
        assertEquals("-- \u00e9va\n'\u00e9va' V1__a.sql\n", FilesInMemory.text(opened(), "V1__a"));
    }

    @Test
    void aPlaceholderWithoutAValueIsRefusedWithItsPlace() throws IOException {
        files.with("V1__a.sql", "a;\n${owner}\n").with("V2__b.sql", "${flyway:user}");
        MigrationSource source = opened();
        MigriException refusal = assertThrows(MigriException.class, () -> FilesInMemory.text(source, "V1__a"));
        assertEquals(2, refusal.position().orElseThrow().line());
        assertThrows(MigriException.class, () -> FilesInMemory.text(source, "V2__b"));
    }

    @Test
    void aFileBesideAScriptSaysHowItRuns() throws IOException {
        files.with("V1__a.sql", "a ${x}")
                .with("V1__a.sql.conf", "executeInTransaction=false\nplaceholderReplacement=false");
        assertEquals("/* migri: no-transaction */ a ${x}", FilesInMemory.text(opened(), "V1__a"));
        files.with("V1__a.sql.conf", "shouldExecute=false");
        assertThrows(MigriException.class, this::opened);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"V2__b.java", "afterMigrate.sql", "beforeEachMigrate__x.sql", "0002_plain.sql", "V01__b.sql"})
    void whatCannotRunAsFlywayWouldRunItIsRefused(String name) {
        files.with("V1__a.sql", "a").with(name, "b");
        MigriException refusal = assertThrows(MigriException.class, this::opened);
        assertTrue(refusal.getMessage().contains(name) || name.startsWith("V01"), refusal::getMessage);
    }

    @Test
    void otherFormsOfNamesAreRefused() {
        files.with("V1__a.sql", "a").with("flyway.conf", "flyway.sqlMigrationSeparator=--");
        assertThrows(MigriException.class, this::opened);
    }

    @Test
    void tomlIsReadAsFarAsSettingsGo() {
        Map<String, String> found = new Toml("flyway.toml").read("""
                        # comment
                        [flyway]
                        locations = ["filesystem:sql"]
                        outOfOrder = true
                        placeholders = { owner = "a, b", "two" = 'x' }
                        [flyway.placeholders]
                        three = "say \\"hi\\"" # end
                        """);
        assertEquals(
                Map.of(
                        "flyway.outOfOrder", "true",
                        "flyway.placeholders.owner", "a, b",
                        "flyway.placeholders.two", "x",
                        "flyway.placeholders.three", "say \"hi\""),
                found);
    }
}
