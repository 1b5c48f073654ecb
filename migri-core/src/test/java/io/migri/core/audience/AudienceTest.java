package io.migri.core.audience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.DatabaseState;
import io.migri.api.MigrationReport.Applied;
import io.migri.api.MigrationReport.Failed;
import io.migri.api.MigrationReport.NotReached;
import io.migri.api.MigrationReport.RolledBack;
import io.migri.api.event.MigrationListener;
import io.migri.api.event.MigrationListener.Message;
import io.migri.api.event.MigrationListener.Observed;
import io.migri.api.event.MigrationListener.Planned;
import io.migri.api.event.MigrationListener.Printed;
import io.migri.api.event.MigrationListener.Progressed;
import io.migri.api.event.MigrationListener.Read;
import io.migri.api.event.MigrationListener.Started;
import io.migri.api.event.MigrationListener.Undertaking;
import io.migri.api.event.MigrationListener.WaitingForDatabase;
import io.migri.api.event.MigrationListener.WaitingForLock;
import io.migri.api.report.StatementReport;
import io.migri.api.text.Text;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everybody is told, whatever the others do. */
class AudienceTest {
    private final List<String> heard = new ArrayList<>();
    private final List<LogRecord> logged = new ArrayList<>();
    private final Logger jdk = Logger.getLogger("io.migri");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listenToTheLogOfTheJdk() {
        jdk.setUseParentHandlers(false);
        jdk.addHandler(handler);
    }

    @AfterEach
    void leaveTheLogOfTheJdk() {
        jdk.removeHandler(handler);
        jdk.setUseParentHandlers(true);
    }

    @Test
    void whereThereIsNoOtherLogThatOfTheJdkHasTheFailure() {
        Throwable failure = new IllegalStateException();
        Audience.of(List.of(throwing(failure)), false).begun(Undertaking.REHEARSAL);
        assertEquals(1, logged.size());
        assertSame(failure, logged.get(0).getThrown());
    }

    @Test
    void nobodyIsToldWhereNobodyListens() {
        assertSame(MigrationListener.NONE, Audience.of(List.of(), false));
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventReachesEachListenerInOrder(Method event) throws Exception {
        event.invoke(Audience.of(List.of(hearing("first"), hearing("second")), false), argument(event));
        assertEquals(List.of("first " + event.getName(), "second " + event.getName()), heard);
    }

    @ParameterizedTest
    @MethodSource("events")
    void whatAListenerThrowsEndsWithIt(Method event) throws Exception {
        for (Throwable failure :
                List.of(new IllegalStateException("broken"), new AssertionError("broken"), new StackOverflowError())) {
            heard.clear();
            event.invoke(Audience.of(List.of(throwing(failure), hearing("second")), false), argument(event));
            assertEquals("second " + event.getName(), heard.get(heard.size() - 1));
            assertEquals("second told", heard.get(0), "the others hear of it");
        }
    }

    @Test
    void theOthersHearOnceWhoThrewWhatAndWhere() {
        List<Message> warnings = new ArrayList<>();
        MigrationListener audience = Audience.of(List.of(new Broken(), new Recording(warnings)), false);
        for (int i = 1; i <= 3; i++) {
            audience.started(new Started("000" + i, i, 3, 0));
        }
        assertEquals(1, warnings.size(), warnings::toString);
        Message warning = warnings.get(0);
        assertEquals(MigrationListener.Level.WARNING, warning.level());
        String text = warning.text().toString();
        assertTrue(text.contains(Broken.class.getName()), text);
        assertTrue(text.contains("in started()"), text);
        assertTrue(text.contains("java.lang.IllegalStateException: two\\nlines"), text);
    }

    @Test
    void twoThatThrowDoNotTellEachOtherForEver() {
        MigrationListener audience = Audience.of(
                List.of(throwing(new IllegalStateException()), throwing(new IllegalStateException()), hearing("third")),
                false);
        audience.begun(Undertaking.REHEARSAL);
        assertEquals(List.of("third told", "third told", "third begun"), heard);
    }

    @Test
    void itObservesWhereOneOfThemDoesAndTheBrokenOnesDoNot() {
        MigrationListener observing = new MigrationListener() {
            @Override
            public boolean observes() {
                return true;
            }
        };
        MigrationListener broken = throwing(new IllegalStateException("broken"));
        assertFalse(Audience.of(List.of(new Broken()), false).observes());
        assertTrue(Audience.of(List.of(new Broken(), observing), false).observes());
        assertTrue(Audience.of(List.of(broken, observing), false).observes());
    }

    @Test
    void anExceptionThatCannotBeToldOfIsLetGo() {
        MigrationListener audience = Audience.of(List.of(throwing(new Unspeakable()), hearing("second")), false);
        audience.begun(Undertaking.REHEARSAL);
        assertEquals(List.of("second begun"), heard);
    }

    private MigrationListener hearing(String name) {
        return listener((event, argument) -> heard.add(name + " " + event));
    }

    private static MigrationListener throwing(Throwable failure) {
        return listener((event, argument) -> {
            throw failure;
        });
    }

    private static MigrationListener listener(Hearing hearing) {
        return (MigrationListener) Proxy.newProxyInstance(
                AudienceTest.class.getClassLoader(),
                new Class<?>[] {MigrationListener.class},
                (self, method, arguments) -> {
                    hearing.hear(method.getName(), arguments == null ? method : arguments[0]);
                    return null;
                });
    }

    private static List<Method> events() {
        return List.of(MigrationListener.class.getDeclaredMethods()).stream()
                .filter(method -> !method.isSynthetic() && method.getParameterCount() == 1)
                .toList();
    }

    private static Object argument(Method event) throws InvocationTargetException {
        return switch (event.getName()) {
            case "told" -> Message.info(Text.of("something"));
            case "begun" -> Undertaking.HISTORY_CHANGE;
            case "planned" -> new Planned(1, List.of("0001"));
            case "waitingForDatabase" -> new WaitingForDatabase("shop", "nobody listens", Duration.ZERO);
            case "waitingForLock" -> new WaitingForLock(Optional.empty(), Duration.ZERO, Duration.ZERO);
            case "started" -> new Started("0001", 1, 1, 1);
            case "progressed" -> new Progressed("0001", 1, 2);
            case "read" -> new Read("0001", 1, 2);
            case "observed" -> new Observed("0001", Optional.empty(), List.of());
            case "executed" ->
                new StatementReport("0001", "0001.sql", 1, "", Duration.ZERO, OptionalLong.empty(), List.of(), true);
            case "printed" -> new Printed("0001", "line");
            case "applied" -> new Applied("0001", Duration.ZERO, 1);
            case "failed" -> new Failed("0001", Text.of("bad"), DatabaseState.UNCHANGED);
            case "rolledBack" -> new RolledBack("0001");
            case "notReached" -> new NotReached("0002");
            default -> throw new InvocationTargetException(null, "an event that this test does not know: " + event);
        };
    }

    /** What is done with an event. */
    @FunctionalInterface
    private interface Hearing {
        void hear(String event, Object argument) throws Throwable;
    }

    /** Throws, and would be told apart from another by what it is, not by what it equals. */
    private static final class Broken implements MigrationListener {
        @Override
        public void started(Started event) {
            throw new IllegalStateException("two\nlines");
        }

        @Override
        public int hashCode() {
            throw new IllegalStateException("a listener need not have one");
        }

        @Override
        public boolean equals(Object other) {
            throw new IllegalStateException("a listener need not have one");
        }
    }

    /** Keeps what it is told. */
    private record Recording(List<Message> messages) implements MigrationListener {
        @Override
        public void told(Message event) {
            messages.add(event);
        }
    }

    /** Has nothing to say for itself. */
    private static final class Unspeakable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException();
        }
    }
}
