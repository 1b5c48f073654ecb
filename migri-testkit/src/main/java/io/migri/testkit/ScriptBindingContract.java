package io.migri.testkit;

import static io.migri.testkit.Subject.animals;
import static io.migri.testkit.Subject.insert;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.spi.DialectSession;
import io.migri.spi.binding.Facade;
import io.migri.spi.binding.ScriptBinding;
import io.migri.spi.binding.ScriptChannel;
import io.migri.spi.binding.ScriptFunctionException;
import io.migri.spi.binding.ScriptHost;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a {@link ScriptBinding} owes, for dialects that have one. Its facade can be loaded. Its channel works in the
 * transaction in which it was opened. The contract does not look at what the facade offers to scripts.
 */
public abstract class ScriptBindingContract {
    private final Subject subject;

    protected ScriptBindingContract(DialectFixture fixture) {
        this.subject = new Subject(fixture);
    }

    /** Executes a statement as the facade would. */
    protected abstract void execute(ScriptChannel channel, String statement) throws SQLException, IOException;

    @AfterEach
    void closeAll() throws Exception {
        subject.close();
    }

    @Test
    void eachFileOfTheFacadeCanBeRead() throws Exception {
        Facade facade = binding(subject.open()).facade();
        assertTrue(facade.module().matches("[a-z_][a-z0-9_]*"), facade.module());
        assertTrue(facade.files().contains("__init__.py"), facade.files()::toString);
        for (String file : facade.files()) {
            assertFalse(file.startsWith("/") || List.of(file.split("/", -1)).contains(".."), file);
            String path = facade.module() + "/" + file;
            try (InputStream bytes = requireNonNull(facade.anchor().getResourceAsStream(path), path)) {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.readAllBytes()));
            }
        }
    }

    @Test
    void aFacadeIsTheSameForEachSession() throws SQLException {
        assertEquals(binding(subject.open()).facade(), binding(subject.open()).facade());
    }

    @Test
    void worksInTheTransactionOfTheMigration() throws Exception {
        DialectSession session = subject.openWithTable();
        Subject.execute(session, session.wire().syntax().begin(), insert(1));
        try (ScriptChannel channel = binding(session).open(new Host(true))) {
            execute(channel, insert(2));
            assertEquals("1 2", animals(session));
        }
        assertTrue(session.wire().transactionOpen(), "the channel has ended the transaction");
        Subject.execute(session, session.wire().syntax().rollback());
        assertEquals("", animals(subject.open()), "the channel has committed");
    }

    @Test
    void leavesTheConnectionOpen() throws Exception {
        DialectSession session = subject.openWithTable();
        for (int id = 1; id < 4; id++) {
            Subject.execute(session, session.wire().syntax().begin());
            try (ScriptChannel channel = binding(session).open(new Host(true))) {
                execute(channel, insert(id));
            }
            Subject.execute(session, session.wire().syntax().commit());
        }
        assertEquals("1 2 3", animals(subject.open()));
        assertTrue(session.connection().getAutoCommit());
    }

    @Test
    void explainsAFailure() throws Exception {
        DialectSession session = subject.openWithTable();
        Subject.execute(session, session.wire().syntax().begin(), insert(1));
        try (ScriptChannel channel = binding(session).open(new Host(true))) {
            SQLException failure = assertThrows(SQLException.class, () -> execute(channel, insert(1)));
            Map<String, ?> explained = channel.explain(failure);
            assertFalse(explained.isEmpty(), "the facade is told nothing");
        }
        Subject.execute(session, session.wire().syntax().rollback());
    }

    @Test
    void explainsWhatNoDriverThrew() throws Exception {
        DialectSession session = subject.openWithTable();
        try (ScriptChannel channel = binding(session).open(new Host(true))) {
            assertNotNull(assertDoesNotThrow(() -> channel.explain(new SQLException("something odd"))));
        }
    }

    @Test
    void refusesAnOperationThatItDoesNotKnow() throws Exception {
        DialectSession session = subject.openWithTable();
        try (ScriptChannel channel = binding(session).open(new Host(true))) {
            assertThrows(Exception.class, () -> channel.call("no such operation", List.of()));
        }
    }

    @Test
    void whatMayChangeSomethingIsSaidTo() throws Exception {
        DialectSession session = subject.openWithTable();
        try (ScriptChannel channel = binding(session).open(new Host(true))) {
            assertTrue(channel.mayChange("no such operation"));
        }
    }

    @Test
    void doesNotMindBeingCancelledWhileIdle() throws Exception {
        DialectSession session = subject.openWithTable();
        Subject.execute(session, session.wire().syntax().begin());
        try (ScriptChannel channel = binding(session).open(new Host(true))) {
            assertDoesNotThrow(channel::cancel);
        }
        Subject.accepts(session, session.wire().syntax().rollback());
        Subject.execute(subject.open(), insert(1));
    }

    @Test
    void saysWhetherDefinitionsCommit() throws Exception {
        assertEquals(
                subject.lacks(Limitation.DDL_COMMITS), binding(subject.open()).mayCommit());
    }

    private static ScriptBinding binding(DialectSession session) {
        return session.scriptBinding().orElseThrow();
    }

    /** A script without functions. */
    private record Host(boolean transactional) implements ScriptHost {
        @Override
        public boolean onlyInTransaction() {
            return false;
        }

        @Override
        public @Nullable Object call(long function, List<? extends @Nullable Object> arguments)
                throws ScriptFunctionException {
            throw new ScriptFunctionException("there is no function " + function);
        }

        @Override
        public void committed() {
            // nobody notes it
        }
    }
}
