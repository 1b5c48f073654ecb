package io.migri.meaning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.Migri;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.behaviour.LongerSuite;
import io.migri.spi.Dialect;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Scripts that were written to break what Migri promises. Each means what it means to psql: when all goes well, when it fails at any place and is fixed,
 * and when the connection is lost between any two statements.
 */
class PostgresqlMeaningIT {
    private static final String[] ROLES = {
        "DROP ROLE IF EXISTS meaning_owner, meaning_other", "CREATE ROLE meaning_owner", "CREATE ROLE meaning_other",
    };

    private static final String RESET = "DO $$ DECLARE s text; BEGIN"
            + " FOR s IN SELECT quote_ident(evtname) FROM pg_event_trigger LOOP EXECUTE 'DROP EVENT TRIGGER ' || s; END LOOP;"
            + " FOR s IN SELECT quote_ident(nspname) FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'"
            + " LOOP EXECUTE 'DROP SCHEMA ' || s || ' CASCADE'; END LOOP;"
            + " PERFORM lo_unlink(oid) FROM pg_largeobject_metadata;"
            + " IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'meaning_brief') THEN DROP OWNED BY meaning_brief; DROP ROLE meaning_brief; END IF;"
            + " SET LOCAL client_min_messages = error; CREATE SCHEMA public; GRANT ALL ON SCHEMA public TO PUBLIC; CREATE TABLE seen (x text); GRANT ALL ON seen TO PUBLIC; END $$";

    private final Dialect postgresql = ServiceLoader.load(Dialect.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(dialect -> dialect.id().equals(Engine.POSTGRESQL.dialect()))
            .findFirst()
            .orElseThrow();
    private final Database database;
    private final Path directory;
    private final Connection beside;
    private final List<String> wrong = new ArrayList<>();

    PostgresqlMeaningIT(@TestDatabase(Engine.POSTGRESQL) Database database, @TempDir Path directory)
            throws SQLException {
        this.database = database;
        this.directory = directory;
        this.beside = PlainClient.connect(database);
        database.execute(ROLES);
    }

    @Test
    void whatAScriptMeansToPsqlIsWhatHappens() throws Exception {
        for (MeaningCase script : cases()) {
            if (script.isRefused()) {
                begin(script);
                PostgresqlState before = PostgresqlState.of(beside);
                write(script);
                check(script.name(), migrate(postgresql), false, before);
            } else {
                compare(script, "");
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    @Test
    void aFailureLeavesWhatPsqlLeavesAndIsFixedWhereItIs() throws Exception {
        for (MeaningCase script : LongerSuite.share(cases(), 6)) {
            Optional<PostgresqlState> whole = reference(script);
            for (int file = 0; whole.isPresent() && file < script.files().size(); file++) {
                MeaningFile intact = script.files().get(file);
                for (int place : intact.places()) {
                    String how = " failing at " + (place + 1) + " of file " + (file + 1);
                    compare(script.with(file, intact.with(place, MeaningFile.FAILS)), how);
                    finish(script, whole.get(), how);
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    @Test
    void aLostConnectionLosesAndRepeatsNothing() throws Exception {
        for (MeaningCase script : LongerSuite.share(cases(), 6)) {
            Optional<PostgresqlState> whole = reference(script);
            for (int last : whole.isPresent() ? ends(script) : List.<Integer>of()) {
                begin(script);
                write(script);
                Optional<MigriException> lost = migrate(new Cut(postgresql, last).dialect());
                awaitEnd();
                finish(script, whole.orElseThrow(), " lost after " + last + " (" + told(lost) + ")");
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    private static List<MeaningCase> cases() throws IOException {
        return MeaningCase.read("/meaning/postgresql.txt");
    }

    /** Around what ends a transaction, and around what stands in none. */
    private List<Integer> ends(MeaningCase script) throws Exception {
        begin(script);
        write(script);
        Cut never = new Cut(postgresql, Integer.MAX_VALUE);
        migrate(never.dialect());
        return never.ends();
    }

    /** Runs it beside psql. */
    private void compare(MeaningCase script, String how) throws Exception {
        begin(script);
        boolean succeeds = PlainClient.run(beside, script.files());
        PostgresqlState expected = PostgresqlState.of(beside);
        begin(script);
        write(script);
        check(script + how, migrate(postgresql), succeeds, expected);
    }

    private void check(String how, Optional<MigriException> failure, boolean succeeds, PostgresqlState expected) {
        if (failure.isPresent() && failure.get().code() == ErrorCode.SCRIPT_INVALID && !succeeds) {
            return; // refused before anything of it ran, where psql finds out half way
        }
        String difference = PostgresqlState.of(beside).differenceTo(expected);
        if (failure.isEmpty() != succeeds || !difference.isEmpty()) {
            wrong.add(how + ": " + told(failure) + "; " + difference);
        }
    }

    /** Runs it where something is left of it, or refuses to with nothing changed. */
    private void finish(MeaningCase script, PostgresqlState expected, String how) throws Exception {
        PostgresqlState left = PostgresqlState.of(beside);
        write(script);
        Optional<MigriException> failure = migrate(postgresql);
        boolean refused = failure.map(MigriException::code)
                        .filter(code -> code == (script.mayAsk() ? ErrorCode.UNDECIDED : ErrorCode.VALIDATION))
                        .isPresent()
                && (script.mayRefuse() || script.mayAsk());
        check(script + how + ", then", failure, !refused, refused ? left : expected);
    }

    private static String told(Optional<MigriException> failure) {
        return failure.map(e -> e.code() + " " + e.text()).orElse("applied");
    }

    /** What psql makes of it; empty where it fails there, or where Migri does not begin. */
    private Optional<PostgresqlState> reference(MeaningCase script) throws Exception {
        begin(script);
        return !script.isRefused() && PlainClient.run(beside, script.files())
                ? Optional.of(PostgresqlState.of(beside))
                : Optional.empty();
    }

    private void begin(MeaningCase script) throws SQLException {
        try (Statement statement = beside.createStatement()) {
            statement.execute(RESET);
            for (String line : script.before()) {
                statement.execute(line);
            }
        }
    }

    private void write(MeaningCase script) throws IOException {
        for (int i = 0; i < script.files().size(); i++) {
            Files.writeString(
                    directory.resolve("000" + (i + 1) + "_file.sql"),
                    script.files().get(i).text());
        }
        Files.deleteIfExists(directory.resolve("000" + (script.files().size() + 1) + "_file.sql"));
    }

    private Optional<MigriException> migrate(Dialect dialect) {
        try {
            Migri.builder()
                    .target(database.config())
                    .dialect(dialect)
                    .directory(directory)
                    .lockWait(Duration.ofSeconds(20))
                    .build()
                    .migrate();
            return Optional.empty();
        } catch (MigriException e) {
            return Optional.of(e);
        }
    }

    private void awaitEnd() throws Exception {
        try (Statement statement = beside.createStatement()) {
            boolean there = true;
            while (there) {
                try (ResultSet row = statement.executeQuery(
                        "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'migri'")) {
                    row.next();
                    there = row.getInt(1) > 0;
                }
                Thread.sleep(there ? 2 : 0);
            }
        }
    }

    @AfterEach
    void close() throws SQLException {
        beside.close();
    }
}
