package io.migri.core.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener;
import io.migri.core.source.SortedMigrations;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignCheckTest {
    private static final String ANY = "golang-migrate or a tool like it";
    private static final String OTHER = "a tool that undoes migrations";

    @ParameterizedTest
    @CsvSource({
        "goose, -- +goose Up, -- +goose Down",
        "goose, --+goose up, '-- +goose DOWN '",
        "dbmate, -- migrate:up transaction:false, -- migrate:down",
        "sql-migrate, -- +migrate Up notransaction, -- +migrate Down",
        "rambler, -- rambler up, -- rambler down",
        "micrate, -- +micrate Up, -- +micrate Down",
        "shmig, -- ==== UP ====, -- ==== DOWN ====",
        "tern, -- Write your migrate up statements here, ---- create above / drop below ----",
        "MyBatis Migrations, -- // first, -- //@UNDO",
        "Play evolutions, # --- !Ups, # --- !Downs",
        "aerich, -- upgrade --, -- downgrade --",
        "a tool that knows up and down, -- Up, -- Down",
    })
    void refusesAFileWhosePartToUndoItWouldRun(String tool, String up, String down) {
        String upwards = up + "\ncreate table a (i int);\n";
        FilesInMemory files =
                FilesInMemory.named("0001_a.sql").with("0002_b.sql", upwards + down + "\n\n  drop table a;\n");

        assertEquals(tool + " m/0002_b.sql:3", files.verdict());
        assertEquals(tool + " m/0002_b.sql:3", files.verdict("0001_a"), "a plain file before it says nothing of it");
        assertEquals(
                "plain",
                files.with("0003_c.sql", upwards + down + "\ndrop table a;").verdict("0001_a", "0002_b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-- +goose Down\n", "-- +goose Down\n-- nothing to undo\n\n/* drop table a;\n -- no */\n"})
    void warnsOfAFileThatHasNothingToUndoIt(String down) {
        FilesInMemory files =
                new FilesInMemory().with("0001_a.sql", "\uFEFF-- +goose Up\ncreate table a (i int);\n" + down);

        assertEquals("warns of goose", files.verdict());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- going up\ncreate table a (i int);\n-- down the road this has to go\nselect 1;",
                "-- down\nselect 1;",
                "/*\n-- +goose Down\n*/ select 1;",
                "select 1; -- +goose Down\nselect 2;",
                "-- Deploy to production on Mondays only\nselect 1;",
                "-- depends: on the weather\nselect 1;",
                "-- upgrade the schema\nselect 1;\n-- changeset\nselect 2;",
            })
    void readsPlainCommentsAsPlain(String text) {
        assertEquals("plain", new FilesInMemory().with("0001_a.sql", text).verdict());
    }

    @Test
    void findsAMarkBehindVeryLongLinesAndBetweenTwoBuffers() {
        String long_ = "insert into a values ('" + "x".repeat(70_000) + "');\n";
        FilesInMemory files = new FilesInMemory()
                .with("0001_a.sql", "-- +goose Up\n" + long_.repeat(3) + "-- +goose Down\r\ndrop table a;");

        assertEquals("goose m/0001_a.sql:5", files.verdict());
    }

    @ParameterizedTest
    @CsvSource({
        "000001_users.down, 000001_users.up, " + ANY,
        "1_a.tx.down, 1_a.tx.up, " + ANY,
        "20150_a-down, 20150_a-up, " + ANY,
        "001_a_down, 001_a_up, " + ANY,
        "down, up, " + ANY,
        "DOWN, UP, " + ANY,
        "users.rollback, users, yoyo",
        "users_rollback, users, yoyo",
        "users_down, users, " + OTHER,
        "001.undo.users, 000, plain",
        "001.undo, 001.do, postgrator",
        "revert, deploy, " + OTHER,
        "users-revert, users-deploy, " + OTHER,
        "rollback-1-users, migrate-1-users, " + OTHER,
        "downgrade, upgrade, " + OTHER,
    })
    void refusesAFileThatUndoesAnother(String down, String up, String tool) {
        FilesInMemory files = FilesInMemory.named(up + ".sql", down + ".sql");

        assertEquals(
                tool.equals("plain") ? tool : tool + " m/" + down + ".sql:1",
                files.verdict().replace("UP", up));
        assertEquals("plain", files.verdict(up, down));
    }

    /** Somebody may have marked what was applied elsewhere; what undoes it is still not to be run. */
    @Test
    void aFileToApplyThatIsRecordedDoesNotAllowTheOneThatUndoesIt() {
        FilesInMemory files = FilesInMemory.named("0001_a.up.sql", "0001_a.down.sql");

        assertEquals(ANY + " m/0001_a.down.sql:1", files.verdict("0001_a.up"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0005_scale_up 0006_scale_down",
                "0001_shut_down 0002_start_up",
                "0001_break.down_time 0002_x",
                "0001_undo 0002_do"
            })
    void takesNamesThatHoldSuchWordsForPlain(String names) {
        assertEquals(
                "plain",
                FilesInMemory.named(names.replace(" ", ".sql ").concat(".sql").split(" ", -1))
                        .verdict());
    }

    @ParameterizedTest
    @CsvSource({
        "V1__a V2__b V9__c, warns of Flyway",
        "V1__a V10__b V2__c, Flyway m/V10__b.sql:1",
        "V1.1__a V1.10__b V1.2__c, Flyway m/V1.10__b.sql:1",
        "V1_9__a V1_10__b, Flyway m/V1_10__b.sql:1",
        "V1__a V2__b U2__b, Flyway m/U2__b.sql:1",
        "V1__a R__views, Flyway m/R__views.sql:1",
        "R__views, warns of Flyway",
        "V1__a V2__b B2__all, Flyway m/B2__all.sql:1",
        "B2__all V3__c, warns of Flyway",
        "V1__a afterMigrate, Flyway m/afterMigrate.sql:1",
        "V1__a beforeEachMigrate__x, Flyway m/beforeEachMigrate__x.sql:1",
        "afternoon 0001_a, plain",
        "Version__a V__b, plain",
    })
    void knowsFlywaysOrder(String names, String verdict) {
        FilesInMemory files =
                FilesInMemory.named(names.replace(" ", ".sql ").concat(".sql").split(" ", -1));

        assertEquals(verdict, files.verdict());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-- +goose Up", "-- +migrate Up", "-- rambler up", "-- +micrate Up"})
    void refusesFilesWhoseNumbersAreInAnotherOrderThanTheirNames(String up) {
        FilesInMemory files =
                new FilesInMemory().with("10_b.sql", up).with("9_a.sql", up).with("8.sql", "select 1;");

        assertTrue(files.verdict().endsWith(" m/10_b.sql:1"), files.verdict());
        assertEquals(
                ANY + " m/10_b.up.sql:1",
                FilesInMemory.named("10_b.up.sql", "9_a.up.sql").verdict());
        assertEquals("plain", FilesInMemory.named("10_b.sql", "9_a.sql").verdict());
        assertEquals(
                "warns of dbmate",
                new FilesInMemory()
                        .with("10_b.sql", "-- migrate:up")
                        .with("9_a.sql", "")
                        .verdict());
    }

    @Test
    void refusesAYoyoFileInFrontOfOneThatItDependsOn() {
        FilesInMemory files = FilesInMemory.named("b.sql").with("a.sql", "-- a\n-- depends: b\nselect 1;");

        assertEquals("yoyo m/a.sql:2", files.verdict());
        assertEquals(
                "plain",
                files.with("a.sql", "").with("c.sql", "-- depends: a b").verdict());
    }

    @ParameterizedTest
    @CsvSource({
        "--changeset me:1, warns of Liquibase",
        "'-- changeset me:1 splitStatements:false', warns of Liquibase",
        "--changeset me:1 context:test, Liquibase m/1.sql:2",
        "--changeset me:1 dbms:oracle, Liquibase m/1.sql:2",
        "--changeset me:1 runAlways:true, Liquibase m/1.sql:2",
        "--preconditions onFail:MARK_RAN, Liquibase m/1.sql:2",
    })
    void refusesLiquibasePartsThatMayBeLeftOut(String line, String verdict) {
        String text = "--liquibase formatted sql\n" + line + "\nselect 1;\n--rollback drop table a;\n";

        assertEquals(verdict, new FilesInMemory().with("1.sql", text).verdict());
        assertEquals(
                "plain",
                new FilesInMemory()
                        .with("1.sql", text.substring(text.indexOf('\n')))
                        .verdict());
    }

    @Test
    void refusesADirectoryThatDoesNotMatchAtlasSum() {
        FilesInMemory files = new FilesInMemory().with("1_a.sql", "select 1;\n").with("2_b.sql", "select 2;\n");
        String sum = AtlasSums.of(files);

        assertEquals("warns of Atlas", files.beside("atlas.sum", sum).verdict());
        assertEquals("Atlas m/2_b.sql:1", files.with("2_b.sql", "select 3;\n").verdict());
        assertEquals("plain", files.verdict("1_a"));
        files.with("2_b.sql", "select 2;\n").with("3_c.sql", "select 3;\n");
        assertEquals("Atlas m/3_c.sql:1", files.verdict());
        assertEquals(
                "Atlas m/1_a.sql:1",
                FilesInMemory.named("1_a.sql").beside("atlas.sum", sum).verdict());
    }

    @Test
    void refusesACheckpointOfAtlasBehindWhatItStandsFor() {
        FilesInMemory files = new FilesInMemory()
                .with("1_a.sql", "select 1;\n")
                .with("2_b.sql", "-- atlas:checkpoint\n\nselect 2;\n");

        assertEquals(
                "Atlas m/2_b.sql:1",
                files.beside("atlas.sum", AtlasSums.of(files)).verdict());
    }

    @Test
    void refusesSqitchScriptsInAnotherOrderThanThePlan() {
        FilesInMemory files = new FilesInMemory()
                .with("appschema.sql", "-- Deploy flipr:appschema to pg\nselect 1;")
                .with("a_table.sql", "-- Deploy flipr:a_table to pg\nselect 1;");
        String head = "%syntax-version=1.0.0\n%project=flipr\n\n";

        assertEquals("Sqitch m/a_table.sql:1", files.verdict(), "without a plan nobody knows");
        files.beside(
                "../sqitch.plan",
                head + "a_table 2024-01-01T00:00:00Z Me <me@x> # a\n@v1\nappschema [a_table] 2024 #\n");
        assertEquals("warns of Sqitch", files.verdict());
        files.beside("sqitch.plan", head + "appschema 2024 #\na_table [appschema] 2024 #\n");
        assertEquals("Sqitch's plan m/a_table.sql:1", files.verdict().replace("Sqitch m", "Sqitch's plan m"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-- Revert flipr:users from pg", "-- Verify flipr:users on pg"})
    void refusesSqitchScriptsThatAreNotToDeploy(String head) {
        assertEquals(
                "Sqitch m/users.sql:1",
                new FilesInMemory().with("users.sql", head + "\nselect 1;").verdict());
    }

    @Test
    void isSilentWhereSomebodySaidThatTheFilesArePlain() {
        FilesInMemory files = FilesInMemory.named("1.up.sql", "1.down.sql");

        assertEquals(
                Optional.empty(),
                new ForeignCheck(files, ForeignCheck.PLAIN, getClass().getClassLoader())
                        .look(SortedMigrations.of(files), Set.of()));
    }

    @Test
    void theRefusalNamesToolFileAndWhatWouldHaveHappened() {
        FilesInMemory files = FilesInMemory.named("1_a.up.sql", "1_a.down.sql");

        MigriException refusal = assertThrows(MigriException.class, () -> new ForeignCheck(
                        files, null, getClass().getClassLoader())
                .require(SortedMigrations.of(files), Set.of(), MigrationListener.NONE));

        assertEquals(ErrorCode.FOREIGN_FORMAT, refusal.code());
        assertEquals(
                "1_a.down.sql is written for golang-migrate or a tool like it, which executes it only to undo"
                        + " 1_a.up.sql; a plain run would execute it like any other",
                refusal.text().toString());
        assertEquals("m/1_a.down.sql:1:1", refusal.position().orElseThrow().toString());
    }
}
