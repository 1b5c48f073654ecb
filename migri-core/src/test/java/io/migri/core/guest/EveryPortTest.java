package io.migri.core.guest;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import java.io.IOException;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each method of each port, as the interfaces have them: a method that is new is tried, too. */
class EveryPortTest {

    static Stream<Arguments> methods() {
        return Ports.all().stream()
                .flatMap(port -> Ports.methods(port).stream().map(method -> Arguments.of(port, method)));
    }

    @Test
    void thereAreAllPorts() {
        Set<String> names =
                new TreeSet<>(Ports.all().stream().map(Class::getSimpleName).toList());
        assertEquals(
                Set.of(
                        "AppliedLog",
                        "AppliedLogProvider",
                        "ClientHistory",
                        "ClientScript",
                        "Content",
                        "Databases",
                        "Dialect",
                        "DialectSession",
                        "Examiner",
                        "ForeignHistory",
                        "History",
                        "InTransaction",
                        "JournalNotes",
                        "Language",
                        "Locks",
                        "MigrationExecutor",
                        "MigrationFormat",
                        "MigrationLock",
                        "MigrationSource",
                        "MigrationSourceProvider",
                        "OnCopy",
                        "PreparedMigration",
                        "RecoveryJournal",
                        "Rehearsals",
                        "Restriction",
                        "RuntimeInstaller",
                        "SchemaReader",
                        "ScriptBinding",
                        "ScriptChannel",
                        "SessionState",
                        "StatementProbe",
                        "StatementReader",
                        "StatementTraits",
                        "StatementWatch",
                        "Wire"),
                names);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("methods")
    void whatAMethodThrowsNamesClassJarAndMethod(Class<?> port, Method method) {
        for (Throwable failure : List.of(
                new IllegalStateException("boom"),
                new NullPointerException(),
                new StackOverflowError(),
                new ExceptionInInitializerError("static"),
                new NoClassDefFoundError("com/example/Gone"),
                new AssertionError("no"))) {
            MigriException told = misbehaviour(port, method, () -> {
                throw sneaky(failure);
            });
            assertTrue(told.getMessage().contains(" threw "), told::getMessage);
            assertSame(failure, told.getCause());
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("methods")
    void nullIsRefusedUnlessThePortAllowsIt(Class<?> port, Method method) {
        Class<?> type = method.getReturnType();
        if (type == void.class) {
            return;
        }
        if (Answers.MAY_BE_NULL.contains(Answers.name(method))) {
            assertDoesNotThrow(() -> call(port, method, () -> null));
            return;
        }
        misbehaviour(port, method, () -> null);
        if (List.class.isAssignableFrom(type)) {
            misbehaviour(port, method, () -> Arrays.asList((Object) null));
        }
        if (type == Set.class) {
            misbehaviour(port, method, () -> new HashSet<>(Arrays.asList((Object) null)));
        }
        if (type == Optional.class
                && method.getGenericReturnType().getTypeName().contains("List")) {
            misbehaviour(port, method, () -> Optional.of(Arrays.asList((Object) null)));
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("methods")
    void whatTheSourceCallsNullableIsWhatMayBeNull(Class<?> port, Method method) {
        AnnotatedType type = method.getAnnotatedReturnType();
        assertEquals(type.isAnnotationPresent(Nullable.class), Answers.MAY_BE_NULL.contains(Answers.name(method)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("methods")
    void declaredExceptionsPass(Class<?> port, Method method) {
        List<Throwable> passing = new ArrayList<>(List.of(new MigriException(ErrorCode.VALIDATION, "its own")));
        for (Class<?> declared : method.getExceptionTypes()) {
            if (declared == SQLException.class) {
                passing.add(new SQLException("refused"));
            } else if (declared == IOException.class) {
                passing.add(new IOException("gone"));
            }
        }
        for (Throwable failure : passing) {
            assertPasses(port, method, failure);
        }
    }

    @Test
    void exceptionsThatOnlyTheDocumentationHasPass() throws ReflectiveOperationException {
        Set<String> found = new TreeSet<>();
        for (Class<?> port : Ports.all()) {
            for (Method method : Ports.methods(port)) {
                Class<? extends RuntimeException> documented = Answers.DOCUMENTED.get(Answers.name(method));
                if (documented != null) {
                    found.add(Answers.name(method));
                    assertPasses(
                            port,
                            method,
                            documented.getConstructor(String.class).newInstance("as documented"));
                }
            }
        }
        assertEquals(Answers.DOCUMENTED.keySet(), found);
    }

    private static void assertPasses(Class<?> port, Method method, Throwable failure) {
        Throwable thrown = assertThrows(
                Throwable.class,
                () -> call(port, method, () -> {
                    throw sneaky(failure);
                }));
        assertSame(failure, thrown);
    }

    private static MigriException misbehaviour(Class<?> port, Method method, Callable<?> deed) {
        MigriException told = assertThrows(MigriException.class, () -> call(port, method, deed));
        assertEquals(ErrorCode.PLUGIN_MISBEHAVED, told.code(), told::getMessage);
        String name = method.getDeclaringClass().getSimpleName() + "." + method.getName() + "()";
        assertTrue(told.getMessage().contains(name), told::getMessage);
        assertTrue(told.getMessage().contains("com.example.Guest (guest.jar)"), told::getMessage);
        return told;
    }

    private static Object call(Class<?> port, Method method, Callable<?> deed) throws Throwable {
        Object raw = Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, called, arguments) -> deed.call());
        Object guarded = Guests.guarded(port, raw, "com.example.Guest (guest.jar)");
        try {
            return method.invoke(guarded, arguments(method));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Object[] arguments(Method method) {
        return Stream.of(method.getParameterTypes())
                .map(EveryPortTest::argument)
                .toArray();
    }

    private static @Nullable Object argument(Class<?> type) {
        return type == String.class
                ? "text"
                : type == List.class
                        ? List.of("a")
                        : type == Set.class
                                ? Set.of()
                                : type == Map.class
                                        ? Map.of()
                                        : type == long.class ? (Object) 1L : type == int.class ? (Object) 1 : null;
    }

    /** So that a proxy throws even what its interface does not declare, as code without checks can. */
    private static Exception sneaky(Throwable failure) throws Exception {
        EveryPortTest.<RuntimeException>raise(failure);
        throw new IllegalStateException("never reached");
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raise(Throwable failure) throws T {
        throw (T) failure;
    }
}
