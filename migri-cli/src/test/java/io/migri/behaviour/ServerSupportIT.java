package io.migri.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migri.Migri;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener;
import io.migri.spi.Dialect;
import io.migri.spi.examination.Finding;
import io.migri.testkit.fault.InterposedDialect;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run does on a server that says that it is not the right one. */
class ServerSupportIT {
    private static final Finding TOO_OLD = Finding.problem("server", "the server is too old", "upgrade it");
    private static final Finding NEWER = Finding.warning("server", "the server is newer", "");

    @TempDir
    private Path directory;

    private final Database database;
    private final List<String> told = new ArrayList<>();
    private Migrations migrations;

    ServerSupportIT(@TestDatabase(Engine.SQLITE) Database database) {
        this.database = database;
    }

    @BeforeEach
    void prepare() throws IOException {
        migrations = Migrations.withKeep(directory);
    }

    @Test
    void anOldServerIsRefusedBeforeAnythingRuns() throws Exception {
        for (boolean dryRun : List.of(false, true)) {
            Migri migri = on(TOO_OLD).build();
            MigriException refusal = assertThrows(MigriException.class, () -> dryRunOrNot(migri, dryRun));
            assertEquals(ErrorCode.SERVER_UNSUPPORTED, refusal.code());
            assertEquals("the server is too old", refusal.text().toString());
            assertEquals(List.of(), Inspection.tables(database));
        }
        assertEquals(List.of(), told);
    }

    @Test
    void anOldServerIsLookedAtAllTheSame() throws Exception {
        migrations.migrate(database);
        assertEquals(1, on(TOO_OLD).build().history().status().size());
        assertEquals(List.of(), on(TOO_OLD).build().history().validate());
        List<Finding> findings = on(TOO_OLD).build().examine();
        assertEquals(
                List.of(TOO_OLD),
                findings.stream().filter(one -> one.area().equals("server")).toList());
        assertEquals(List.of(), on(TOO_OLD).build().migrate().results(), "nothing is pending");
    }

    @Test
    void anOldServerIsRemarkedOnWhereAnyWillDo() throws Exception {
        on(TOO_OLD).anyServer(true).build().migrate();
        assertEquals(List.of("NOTE the server is too old"), told);
        assertEquals(List.of("0001_keep"), Inspection.applied(database));
    }

    @Test
    void aNewerServerIsSpokenOfToThoseWhoLookClosely() throws Exception {
        on(NEWER).build().migrate();
        assertEquals(List.of("INFO the server is newer"), told);
    }

    private static void dryRunOrNot(Migri migri, boolean dryRun) {
        if (dryRun) {
            migri.dryRun();
        } else {
            migri.migrate();
        }
    }

    private Migri.Builder on(Finding finding) {
        return migrations.on(database).dialect(saying(finding)).listener(new MigrationListener() {
            @Override
            public void told(Message event) {
                told.add(event.level() + " " + event.text());
            }
        });
    }

    /** SQLite, but for what it says of itself. */
    private static Dialect saying(Finding finding) {
        Dialect sqlite = ServiceLoader.load(Dialect.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(one -> one.id().equals("sqlite"))
                .findFirst()
                .orElseThrow();
        return InterposedDialect.of(
                sqlite,
                (session, method, arguments, onward) -> method.equals("support") ? List.of(finding) : onward.call());
    }
}
