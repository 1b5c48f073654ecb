package io.migri.format.goose;

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
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GooseFormatTest {
    private final GooseFormat format = new GooseFormat();
    private final FilesInMemory files = new FilesInMemory();

    private MigrationSource opened() throws IOException {
        return format.open(files, FormatContext.NONE);
    }

    private String up(String text) throws IOException {
        return FilesInMemory.text(
                format.open(new FilesInMemory().with("0001_a.sql", text), FormatContext.NONE), "0001_a");
    }

    @Test
    void eachHalfStandsWhereItStoodInTheFile() throws IOException {
        files.with("0001_a.sql", "-- +goose Up\nCREATE;\n-- +goose Down\nDROP;\n");
        assertEquals("\nCREATE;\n\n\n", FilesInMemory.text(opened(), "0001_a"));
        assertEquals("\n\n\nDROP;\n", FilesInMemory.text(opened().folder("undo").orElseThrow(), "0001_a"));
    }

    @Test
    void noTransactionCountsWhereverItStands() throws IOException {
        assertEquals("-- migri: no-transaction\na;\n\n", up("-- +goose Up\na;\n-- +goose NO TRANSACTION\n"));
        assertEquals("\n-- migri: no-transaction\na;\n", up("-- +goose NO TRANSACTION\n-- +goose Up\na;\n"));
    }

    @Test
    void aStatementInItsOwnLinesIsEndedWhereItEndsItself() throws IOException {
        String text = "-- +goose Up\n-- +goose StatementBegin\nCREATE f\nEND\n-- +goose StatementEnd\nb;\n";
        assertEquals("\n\nCREATE f\nEND\n;\nb;\n", up(text));
        assertEquals("\n\nCREATE f\nEND;\n\nb;\n", up(text.replace("END\n", "END;\n")));
    }

    @Test
    void numbersDecideTheOrderAndShortOnesGetZerosInTheRecordedName() throws IOException {
        files.with("10_c.sql", "-- +goose Up\n")
                .with("2_b.sql", "-- +goose Up\n")
                .with("20260102030405_d.sql", "-- +goose Up\n");
        assertEquals(List.of("0002_b", "0010_c", "20260102030405_d"), FilesInMemory.names(opened()));
        assertTrue(opened().refusesLate());
        FormatContext allowing = new FormatContext(Set.of(), Map.of("goose.allow-missing", "true"));
        assertFalse(format.open(files, allowing).refusesLate());
    }

    @Test
    void twoOfOneNumberAndMigrationsInGoAreRefused() {
        files.with("1_a.sql", "-- +goose Up\n").with("01_b.sql", "-- +goose Up\n");
        assertThrows(MigriException.class, this::opened);
        FilesInMemory go =
                new FilesInMemory().with("00001_a.sql", "-- +goose Up\n").with("main.go", "");
        assertEquals(1, assertNamed(go).size());
        go.with("00002_b.go", "");
        MigriException refusal = assertThrows(MigriException.class, () -> format.open(go, FormatContext.NONE));
        assertTrue(refusal.getMessage().contains("00002_b.go is a migration in Go"), refusal::getMessage);
    }

    private List<String> assertNamed(FilesInMemory some) {
        try {
            return FilesInMemory.names(format.open(some, FormatContext.NONE));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1;\n-- +goose Up\n",
                "-- only a comment\n",
                "-- +goose Up\n-- +goose Up\n",
                "-- +goose Up\n-- +goose StatementBegin\na;\n",
                "-- +goose Up\n-- +goose StatementEnd\n",
                "-- +goose Up\n-- +goose Sideways\n",
                "-- +goose Down\nb;\n"
            })
    void whatGooseRefusesIsRefused(String text) {
        assertThrows(MigriException.class, () -> up(text));
    }

    @Test
    void variablesArePutInAsInAShell() {
        Map<String, String> set = Map.of("A", "x", "EMPTY", "");
        Substitution substitution = new Substitution(name -> Optional.ofNullable(set.get(name)));
        assertEquals("x x  d , $1 $$ x$", substitution.of("$A ${A} ${EMPTY-d} ${EMPTY:-d} ${NONE}, $1 $$ ${NONE-x}$"));
        assertThrows(IllegalArgumentException.class, () -> substitution.of("${NONE?}"));
        assertThrows(IllegalArgumentException.class, () -> substitution.of("${A:0:1}"));
        assertThrows(IllegalArgumentException.class, () -> substitution.of("${A"));
    }

    @Test
    void variablesStayWhereNobodyAskedForThem() throws IOException {
        assertEquals("\n$A;\n", up("-- +goose Up\n$A;\n"));
        assertEquals(
                "\n\n[];\n\n$A;\n",
                up("-- +goose Up\n-- +goose ENVSUB ON\n[$MIGRI_UNSET];\n-- +goose ENVSUB OFF\n$A;\n"));
    }
}
