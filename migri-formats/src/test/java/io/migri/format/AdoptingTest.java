package io.migri.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.History;
import io.migri.Migri;
import io.migri.api.ConnectionConfig;
import io.migri.api.ErrorCode;
import io.migri.api.HistoryChange;
import io.migri.api.HistoryChange.Kind;
import io.migri.api.MigrationReport;
import io.migri.api.MigriException;
import io.migri.api.adopt.Adoption;
import io.migri.api.event.MigrationListener;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** Histories of other tools, as these tools leave them. */
class AdoptingTest extends InADirectory {
    private static final String FLYWAY = "CREATE TABLE flyway_schema_history (installed_rank INT, version VARCHAR(50),"
            + " description VARCHAR(200), type VARCHAR(20), script VARCHAR(1000), checksum INT,"
            + " installed_by VARCHAR(100), installed_on TEXT, execution_time INT, success BOOLEAN)";
    private static final String GOOSE = "CREATE TABLE goose_db_version (id INTEGER PRIMARY KEY AUTOINCREMENT,"
            + " version_id INTEGER NOT NULL, is_applied INTEGER NOT NULL, tstamp TIMESTAMP DEFAULT (datetime('now')))";

    private final List<String> told = new ArrayList<>();

    private void execute(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + parent.resolve("db"));
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    private Migri migri() {
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
                .directory(directory)
                .build();
    }

    private History history() {
        return migri().history();
    }

    private List<String> adopted(Adoption adoption) {
        return history().adopt(adoption, change -> {}).stream()
                .map(change -> change.kind() + " " + change.migration())
                .toList();
    }

    private List<String> applied() {
        return migri().migrate().applied().stream()
                .map(MigrationReport.Applied::name)
                .toList();
    }

    private static String flyway(int rank, String version, String type, String script, String text) {
        return flyway(rank, version, type, script, text, true);
    }

    private static String flyway(int rank, String version, String type, String script, String text, boolean success) {
        CRC32 sum = new CRC32();
        sum.update(text.replace("\n", "").getBytes(StandardCharsets.UTF_8));
        return "INSERT INTO flyway_schema_history VALUES (" + rank + ", '" + version + "', 'd', '" + type + "', '"
                + script + "', " + (int) sum.getValue() + ", 'u', '2024-05-06 07:08:09', 1, " + success + ")";
    }

    @Test
    void whatFlywayAppliedIsNotAppliedAgain() throws Exception {
        file("V1__a.sql", "CREATE TABLE a (i int);\n");
        file("V2__b.sql", "CREATE TABLE b (i int);\n-- changed\n");
        file("V10__c.sql", "CREATE TABLE c (i int);\n");
        execute(
                FLYWAY,
                "CREATE TABLE a (i int)",
                "CREATE TABLE b (i int)",
                flyway(1, "1", "SQL", "V1__a.sql", "CREATE TABLE a (i int);\n"),
                flyway(2, "2", "SQL", "V2__b.sql", "CREATE TABLE b (i int);\n"));
        MigriException refusal = assertThrows(MigriException.class, this::applied);
        assertEquals(ErrorCode.VALIDATION, refusal.code());
        assertThrows(MigriException.class, () -> migri().script(new StringBuilder()));
        assertThrows(MigriException.class, () -> migri().dryRun());
        List<HistoryChange> planned = history().planAdopt(Adoption.OF_ANY);
        assertEquals(
                List.of(Kind.MARK, Kind.MARK),
                planned.stream().map(HistoryChange::kind).toList());
        assertTrue(planned.get(1).message().contains("was changed since"), planned::toString);
        assertEquals(List.of("MARK V1__a", "MARK V2__b"), adopted(Adoption.OF_ANY));
        assertEquals(List.of("NOTHING V1__a", "NOTHING V2__b"), adopted(Adoption.OF_ANY));
        assertEquals(
                "2024-05-06T07:08:09Z",
                history().status().get(0).appliedAt().orElseThrow().toString());
        assertEquals("CREATE TABLE a (i int);\n", new String(history().show("V1__a"), StandardCharsets.UTF_8));
        assertThrows(MigriException.class, () -> history().show("V2__b"));
        assertEquals(List.of("V10__c"), applied());
        assertEquals(List.of("NOTHING V1__a", "NOTHING V2__b"), adopted(Adoption.OF_ANY));
    }

    @Test
    void flywaysBaselineCountsForAllUpToIt() throws Exception {
        file("V1__a.sql", "CREATE TABLE a (i int);\n");
        file("V2__b.sql", "CREATE TABLE b (i int);\n");
        execute(FLYWAY, flyway(1, "1", "BASELINE", "<< Flyway Baseline >>", ""));
        assertEquals(List.of("MARK V1__a"), adopted(Adoption.of("flyway")));
        assertEquals(List.of("V2__b"), applied());
    }

    @Test
    void whatFlywayTookBackIsPending() throws Exception {
        file("V1__a.sql", "CREATE TABLE a (i int);\n");
        execute(FLYWAY, flyway(1, "1", "SQL", "V1__a.sql", "x"), flyway(2, "1", "UNDO_SQL", "U1__a.sql", "x"));
        assertEquals(List.of(), adopted(Adoption.OF_ANY));
        assertTrue(told.stream().noneMatch(one -> one.contains("no other tool")), told::toString);
    }

    @Test
    void aFailedMigrationOfFlywaysIsRefused() throws Exception {
        file("V1__a.sql", "CREATE TABLE a (i int);\n");
        execute(FLYWAY, flyway(1, "1", "SQL", "V1__a.sql", "x", false));
        MigriException refusal = assertThrows(MigriException.class, () -> adopted(Adoption.OF_ANY));
        assertEquals(ErrorCode.VALIDATION, refusal.code());
        assertTrue(refusal.getMessage().contains("repair"), refusal::getMessage);
    }

    @Test
    void theLastRowOfAVersionCountsForGoose() throws Exception {
        file("1_a.sql", "-- +goose Up\nCREATE TABLE a (i int);\n");
        file("2_b.sql", "-- +goose Up\nCREATE TABLE b (i int);\n-- +goose Down\nDROP TABLE b;\n");
        file("3_c.sql", "-- +goose Up\nCREATE TABLE c (i int);\n");
        execute(
                GOOSE,
                "CREATE TABLE a (i int)",
                "INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, 1), (1, 1), (2, 1), (2, 0)");
        assertEquals(List.of("MARK 0001_a"), adopted(Adoption.OF_ANY));
        assertThrows(MigriException.class, () -> history().show("0001_a"));
        assertEquals(List.of("0002_b", "0003_c"), applied());
    }

    @Test
    void filesAreTrustedWhereSomebodySaysSo() throws Exception {
        file("1_a.sql", "-- migrate:up\nCREATE TABLE a (i int);\n-- migrate:down\nDROP TABLE a;\n");
        file("2_b.sql", "-- migrate:up\nCREATE TABLE b (i int);\n-- migrate:down\nDROP TABLE b;\n");
        execute(
                "CREATE TABLE schema_migrations (version varchar(128) primary key)",
                "INSERT INTO schema_migrations VALUES ('1'), ('7')",
                "CREATE TABLE a (i int)");
        assertEquals(List.of("MARK 1_a", "NOTHING 7"), adopted(Adoption.OF_ANY.trustingFiles()));
        assertEquals("\nCREATE TABLE a (i int);\n\n\n", new String(history().show("1_a"), StandardCharsets.UTF_8));
        assertEquals(List.of("2_b"), applied());
    }

    @Test
    void anAdoptedDirectoryIsNotTakenForAPlainOne() throws Exception {
        file("1_a.sql", "-- migrate:up\nCREATE TABLE a (i int);\n-- migrate:down\nDROP TABLE a;\n");
        execute(
                "CREATE TABLE schema_migrations (version varchar(128) primary key)",
                "INSERT INTO schema_migrations VALUES ('1')",
                "CREATE TABLE a (i int)");
        adopted(Adoption.OF_ANY);
        file("2_b.sql", "-- migrate:up\nCREATE TABLE b (i int);\n-- migrate:down\nDROP TABLE b;\n");
        assertEquals(List.of("2_b"), applied());
        execute("INSERT INTO b VALUES (1)");
    }

    @Test
    void golangMigratesOneRowCountsForAllUpToIt() throws Exception {
        file("1_a.up.sql", "CREATE TABLE a (i int);");
        file("2_b.up.sql", "CREATE TABLE b (i int);");
        file("10_c.up.sql", "CREATE TABLE c (i int);");
        execute(
                "CREATE TABLE schema_migrations (version uint64, dirty bool)",
                "INSERT INTO schema_migrations VALUES (2, true)");
        assertThrows(MigriException.class, () -> adopted(Adoption.OF_ANY));
        execute("UPDATE schema_migrations SET dirty = false");
        assertEquals(List.of("MARK 0001_a", "MARK 0002_b"), adopted(Adoption.OF_ANY));
        assertEquals(List.of("0010_c"), applied());
    }

    @Test
    void sqlxsChecksumIsThatOfTheBytes() throws Exception {
        file("0001_a.sql", "-- no-transaction\nCREATE TABLE a (i int);\n");
        file("0002_b.sql", "CREATE TABLE b (i int);\n");
        byte[] hash = MessageDigest.getInstance("SHA-384").digest(Files.readAllBytes(directory.resolve("0001_a.sql")));
        execute(
                "CREATE TABLE _sqlx_migrations (version BIGINT PRIMARY KEY, description TEXT NOT NULL, installed_on"
                        + " TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, success BOOLEAN NOT NULL, checksum BLOB NOT"
                        + " NULL, execution_time BIGINT NOT NULL)",
                "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (1, 'a',"
                        + " TRUE, x'" + HexFormat.of().formatHex(hash) + "', 1)");
        assertEquals(List.of("MARK 0001_a"), adopted(Adoption.OF_ANY));
        assertTrue(history().show("0001_a").length > 0);
        assertEquals(List.of("0002_b"), applied());
    }

    @Test
    void aHistoryWithOthersIsLeftAlone() throws Exception {
        file("0001_own.sql", "CREATE TABLE own (i int);");
        applied();
        Files.delete(directory.resolve("0001_own.sql"));
        file("1_a.sql", "-- +goose Up\nCREATE TABLE a (i int);\n");
        execute(GOOSE, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (1, 1)");
        MigriException refusal = assertThrows(MigriException.class, () -> adopted(Adoption.OF_ANY));
        assertEquals(ErrorCode.VALIDATION, refusal.code());
    }

    @Test
    void nothingToAdoptIsSaid() throws Exception {
        file("0001_own.sql", "CREATE TABLE own (i int);");
        execute("CREATE VIEW goose_db_version AS SELECT 1 version_id, 1 is_applied");
        assertEquals(List.of(), adopted(Adoption.OF_ANY));
        assertTrue(told.stream().anyMatch(one -> one.contains("no other tool's history")), told::toString);
    }
}
