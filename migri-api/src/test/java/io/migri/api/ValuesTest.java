package io.migri.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.MigrationReport.Applied;
import io.migri.api.MigrationReport.Failed;
import io.migri.api.MigrationReport.NotReached;
import io.migri.api.MigrationStatus.State;
import io.migri.api.text.Text;
import io.migri.spi.examination.Finding;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.JournalEntry;
import io.migri.spi.history.UnfitName;
import io.migri.spi.rehearsal.RehearsalRequest;
import io.migri.spi.script.SessionValue;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TransactionEffect;
import io.migri.spi.wire.TransactionSyntax;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What values refuse, copy and say of themselves. */
class ValuesTest {

    static Stream<Record> values() {
        return Stream.of(
                new AppliedMigration("0001", Optional.of(Instant.EPOCH)),
                new Fingerprint("a", "b"),
                new HistoryChange("0001", HistoryChange.Kind.MARK, "marks"),
                new HistoryProblem(
                        "0001", HistoryProblem.Kind.LATE, Text.of("late"), Optional.empty(), Optional.empty()),
                new MigrationStatus(
                        "0001", State.PENDING, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                DatabaseError.of(DatabaseError.Kind.BUSY, "5", "busy"),
                new SourcePosition("0001.sql", 1, 1, "text"),
                new Migration("0001", "sql", "0001.sql", InputStream::nullInputStream),
                new Applied("0001", Duration.ZERO, 1),
                new Failed("0001", Text.of("no"), DatabaseState.UNCHANGED),
                new NotReached("0001"),
                new MigrationReport(1, false, List.of()),
                LockHolder.builder("connection", 1).build(),
                new Finding("server", Finding.State.OK, Text.of("fine"), Text.of("")),
                JournalEntry.ofWhole("0001"),
                new JournalEntry.Doubt("a", ""),
                new UnfitName("too long", "shorten it"),
                RehearsalRequest.quiet(HistoryTable.USUAL),
                new SessionValue(SessionValue.Kind.SETTING, "x", false),
                new SqlStatement(0, "a", 1, 1, TransactionEffect.NONE),
                TransactionSyntax.standard("BEGIN"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void nothingThatHasToBeThereMayBeMissing(Record value) throws Exception {
        RecordComponent[] components = value.getClass().getRecordComponents();
        for (int missing = 0; missing < components.length; missing++) {
            RecordComponent component = components[missing];
            if (component.getType().isPrimitive()
                    || component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                continue;
            }
            InvocationTargetException failure = assertThrows(
                    InvocationTargetException.class, made(value, components, missing)::run, component::toString);
            assertInstanceOf(NullPointerException.class, failure.getCause(), component.toString());
        }
    }

    private static Making made(Record value, RecordComponent[] components, int missing) throws Exception {
        List<Class<?>> types = new ArrayList<>();
        List<@Nullable Object> arguments = new ArrayList<>();
        for (int i = 0; i < components.length; i++) {
            types.add(components[i].getType());
            arguments.add(i == missing ? null : component(value, components[i]));
        }
        Constructor<?> constructor = value.getClass().getDeclaredConstructor(types.toArray(new Class<?>[0]));
        return () -> constructor.newInstance(arguments.toArray());
    }

    private static @Nullable Object component(Record value, RecordComponent component) throws Exception {
        return component.getAccessor().invoke(value);
    }

    /** Makes a value. */
    @FunctionalInterface
    private interface Making {
        void run() throws Exception;
    }

    @Test
    void aSecretIsNeverPrinted() {
        Secret secret = Secret.of("geheim");
        assertEquals("***", secret.toString());
        assertEquals("geheim", secret.reveal());
        assertEquals(Secret.of("geheim"), secret);
        assertNotEquals(Secret.of("other"), secret);
        assertEquals(Secret.of("other").hashCode(), secret.hashCode(), "nor does its hash tell anything");
    }

    @Test
    void aConfigurationTellsWhereItLeadsWithoutPasswordAndProperties() {
        Map<String, String> properties = new HashMap<>(Map.of("sslkey", "hidden"));
        ConnectionConfig config = ConnectionConfig.builder("shop")
                .dialect("postgresql")
                .host("db")
                .port(5432)
                .user("me")
                .password(Secret.of("geheim"))
                .schema("s")
                .properties(properties)
                .build();
        properties.clear();
        assertEquals("me@db:5432/shop", config.describe());
        assertEquals("ConnectionConfig[me@db:5432/shop]", config.toString());
        assertEquals(Map.of("sslkey", "hidden"), config.properties());
        assertEquals("file.db", ConnectionConfig.of("file.db").describe());
        assertEquals(OptionalInt.empty(), ConnectionConfig.of("file.db").port());
    }

    @ParameterizedTest
    @CsvSource({"0,1,1", "1,0,1", "1,1,0", "1,1,2"})
    void aPlaceBeginsAtOne(int line, int column, int first) {
        assertThrows(IllegalArgumentException.class, () -> new SourcePosition("a.sql", line, column, "", first));
    }

    @Test
    void aPlaceIsALinkInATerminal() {
        assertEquals("a.sql:2:3", new SourcePosition("a.sql", 2, 3, "text").toString());
    }

    @Test
    void aMigrationNeedsAName() {
        assertThrows(
                IllegalArgumentException.class, () -> new Migration("", "sql", ".sql", InputStream::nullInputStream));
        assertEquals("0001.sql", new Migration("0001", "sql", "m/0001.sql", InputStream::nullInputStream).fileName());
    }

    @Test
    void aReportKeepsItsOwnResults() {
        List<MigrationReport.Result> results = new ArrayList<>(List.of(
                new Applied("0001", Duration.ZERO, 1), new Failed("0002", Text.of("no"), DatabaseState.UNCHANGED)));
        MigrationReport report = new MigrationReport(3, false, results);
        results.add(new NotReached("0003"));
        assertEquals(2, report.results().size());
        assertEquals(
                List.of("0001"), report.applied().stream().map(Applied::name).toList());
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void theNextRunAppliesWhatIsNotRecorded(State state) {
        boolean recorded = state == State.APPLIED
                || state == State.CHANGED
                || state == State.MISSING
                || state == State.PARTLY_UNDONE;
        assertEquals(!recorded, state.pending());
    }

    @Test
    void aCancellationReachesWhoAskedToBeToldOnce() {
        Cancellation cancellation = new Cancellation();
        List<String> told = new ArrayList<>();
        cancellation.onRequest(() -> told.add("early"));
        Cancellation.Registration closed = cancellation.onRequest(() -> told.add("closed"));
        closed.close();
        assertFalse(cancellation.requested());
        cancellation.request();
        cancellation.request();
        cancellation.onRequest(() -> told.add("late"));
        assertTrue(cancellation.requested());
        assertEquals(List.of("early", "late"), told);
    }

    @Test
    void anExceptionTellsWhatIsKnownAndNothingElse() {
        MigriException plain = new MigriException(ErrorCode.VALIDATION, "no");
        assertEquals(Optional.empty(), plain.help());
        assertEquals(Optional.empty(), plain.position());
        assertEquals(Optional.empty(), plain.databaseError());
        assertEquals(Optional.empty(), plain.details());
        assertEquals("no", plain.getMessage());
    }
}
