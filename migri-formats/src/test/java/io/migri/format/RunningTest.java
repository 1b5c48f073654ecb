package io.migri.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.api.ConnectionConfig;
import io.migri.api.ErrorCode;
import io.migri.api.MigrationReport;
import io.migri.api.MigrationStatus;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener;
import io.migri.api.undo.Undo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Directories of other tools, run and looked at from end to end. */
class RunningTest extends InADirectory {
    private final List<String> told = new ArrayList<>();

    private Migri.Builder builder() {
        return Migri.builder()
                .target(ConnectionConfig.builder(parent.resolve("db").toString())
                        .dialect("sqlite")
                        .build())
                .listener(new MigrationListener() {
                    @Override
                    public void told(Message message) {
                        told.add(message.text().toString());
                    }
                })
                .logging(false)
                .directory(directory);
    }

    private List<String> applied() {
        return applied(builder().build().migrate());
    }

    private static List<String> applied(MigrationReport report) {
        return report.applied().stream().map(MigrationReport.Applied::name).toList();
    }

    private List<MigrationStatus.State> states() {
        return builder().build().history().status().stream()
                .map(MigrationStatus::state)
                .toList();
    }

    @Test
    void theUpHalvesRunAndTheDirectoryStaysWhatItIs() throws IOException {
        file("1_a.sql", "-- migrate:up\nCREATE TABLE a (i int);\n-- migrate:down\nDROP TABLE a;\n");
        assertEquals(List.of("1_a"), applied());
        assertTrue(told.stream().anyMatch(one -> one.contains("these are files of dbmate")), told::toString);
        told.clear();
        assertEquals(List.of(), applied());
        assertTrue(told.stream().noneMatch(one -> one.contains("was changed")), told::toString);
        file("2_b.sql", "-- migrate:up\nCREATE TABLE b (i int);\n-- migrate:down\nDROP TABLE b;\n");
        assertEquals(List.of(MigrationStatus.State.APPLIED, MigrationStatus.State.PENDING), states());
        assertEquals(List.of("2_b"), applied());
    }

    @Test
    void versionsDecideTheOrderOfFlywaysFiles() throws IOException {
        file("V2__a.sql", "CREATE TABLE a (i int);");
        file("V10__b.sql", "ALTER TABLE a ADD COLUMN j int;");
        assertEquals(List.of("V2__a", "V10__b"), applied());
    }

    @Test
    void aLateOneIsRefusedWhereTheToolRefusesIt() throws IOException {
        file("V2__a.sql", "CREATE TABLE a (i int);");
        applied();
        file("V1__b.sql", "CREATE TABLE b (i int);");
        MigriException refusal = assertThrows(MigriException.class, this::applied);
        assertEquals(ErrorCode.VALIDATION, refusal.code());
        assertEquals(
                List.of("V1__b"),
                applied(builder().setting("flyway.outOfOrder", "true").build().migrate()));
    }

    @Test
    void aDirectoryThatWasRunAsPlainFilesStaysPlain() throws IOException {
        file("1_a.up.sql", "CREATE TABLE a (i int);");
        assertEquals(
                List.of("1_a.up"), applied(builder().format("plain").build().migrate()));
        file("2_b.up.sql", "CREATE TABLE b (i int);");
        assertEquals(List.of("2_b.up"), applied());
    }

    @Test
    void aFileThatWasRunToTheLetterStaysPlain() throws IOException {
        file("1_a.sql", "-- migrate:up\nCREATE TABLE a (i int);\n-- migrate:down\nDROP TABLE a;\n");
        applied(builder().format("plain").build().migrate());
        file("2_b.sql", "-- migrate:up\nCREATE TABLE a (i int);\n-- migrate:down\nDROP TABLE a;\n");
        assertEquals(List.of("2_b"), applied());
        assertEquals(List.of("3_c"), appliedWithThird());
    }

    private List<String> appliedWithThird() throws IOException {
        // fails unless the second file dropped its table, as a plain run does
        file("3_c.sql", "CREATE TABLE a (i int);");
        return applied();
    }

    @Test
    void aNameChoosesTheFormat() throws IOException {
        file("2_a.sql", "CREATE TABLE a (i int);");
        file("10_b.sql", "CREATE TABLE b (i int);");
        assertEquals(
                List.of("0002_a", "0010_b"),
                applied(builder().format("sqlx").build().migrate()));
        MigriException refusal = assertThrows(
                MigriException.class, () -> builder().format("none").build().migrate());
        assertTrue(refusal.getMessage().contains("none"), refusal::getMessage);
    }

    @Test
    void filesOfTwoToolsAreRefused() throws IOException {
        file("1_a.sql", "-- migrate:up\nCREATE TABLE a (i int);\n");
        file("2_b.sql", "-- +goose Up\nCREATE TABLE b (i int);\n");
        MigriException refusal = assertThrows(MigriException.class, this::applied);
        assertEquals(ErrorCode.FOREIGN_FORMAT, refusal.code());
    }

    @Test
    void placesAreThoseOfTheFile() throws IOException {
        file("1_a.sql", "-- migrate:up\nCREATE TABLE a (i int);\nCREATE TABLE a (i int);\n-- migrate:down\n");
        MigriException failure = assertThrows(MigriException.class, this::applied);
        assertEquals(3, failure.position().orElseThrow().line());
    }

    @Test
    void theDownHalfTakesItBack() throws IOException {
        file("1_a.sql", "-- +goose Up\nCREATE TABLE a (i int);\n-- +goose Down\nDROP TABLE a;\n");
        assertEquals(List.of("0001_a"), applied());
        builder().build().down(Undo.last(1));
        assertEquals(List.of(MigrationStatus.State.PENDING), states());
        assertEquals(List.of("0001_a"), applied());
    }
}
