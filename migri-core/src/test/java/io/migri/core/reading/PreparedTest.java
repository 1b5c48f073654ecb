package io.migri.core.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.migri.api.Cancellation;
import io.migri.api.Migration;
import io.migri.api.text.Text;
import io.migri.core.plugin.ExecutorRegistry;
import io.migri.core.script.SqlMigrationExecutor;
import io.migri.spi.DialectSession;
import io.migri.spi.execution.RunScope;
import io.migri.testkit.scripted.ScriptedDatabase;
import io.migri.testkit.scripted.ScriptedSession;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreparedTest {
    private final SqlMigrationExecutor executor = new SqlMigrationExecutor();
    private final DialectSession session = new ScriptedSession(new ScriptedDatabase());
    private final AtomicInteger opened = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(ints = {10, 300_000})
    void knowsTheHashFromTheFirstReading(int length) throws Exception {
        Migration migration = migration("a; -- b\n " + "x".repeat(length) + ";");
        String expected = executor.tokens(migration, session);
        Prepared prepared = new Prepared(
                migration,
                ExecutorRegistry.discover(PreparedTest.class.getClassLoader(), List.of(executor)),
                executor.prepare(migration, new Scope()));
        opened.set(0);

        assertEquals(expected, prepared.tokens(session));
        assertEquals(0, opened.get());
        assertNotEquals(expected, executor.tokens(migration("a;"), session));
    }

    private Migration migration(String text) {
        return new Migration("0001", "sql", "0001.sql", () -> {
            opened.incrementAndGet();
            return new ByteArrayInputStream(text.getBytes(UTF_8));
        });
    }

    /** Nothing but a session. */
    private final class Scope implements RunScope {
        @Override
        public DialectSession session() {
            return session;
        }

        @Override
        public Cancellation cancellation() {
            return new Cancellation();
        }

        @Override
        public Optional<String> setting(String name) {
            return Optional.empty();
        }

        @Override
        public void inform(Text message) {}

        @Override
        public <T extends AutoCloseable> T shared(Class<T> type, Supplier<T> opening) {
            return opening.get();
        }
    }
}
