package io.migri.testkit.toy;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migri.api.ConnectionConfig;
import io.migri.spi.script.TransactionEffect;
import io.migri.testkit.AppliedLogContract;
import io.migri.testkit.DialectContract;
import io.migri.testkit.LockContract;
import io.migri.testkit.RehearsalContract;
import io.migri.testkit.SessionContract;
import io.migri.testkit.StatementEffectContract;
import io.migri.testkit.StatementReaderContract;
import io.migri.testkit.script.UnclosedScript;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs a test of a contract on a dialect that breaks the promise which the test is about. */
final class ContractsFindFaultsTest {

    @ParameterizedTest
    @EnumSource
    void findsTheFault(Fault fault, @TempDir Path directory) throws Exception {
        ToyFixture fixture = new ToyFixture(directory, new BrokenToyDialect(new ToyDialect(), fault));
        Object contract = contract(fault, fixture);
        Class<?> type = contract.getClass().getSuperclass();
        try {
            Method test = method(type, fault.noticedBy());
            InvocationTargetException failure =
                    assertThrows(InvocationTargetException.class, () -> test.invoke(contract));
            assertInstanceOf(AssertionError.class, failure.getCause());
        } finally {
            method(type, "closeAll").invoke(contract);
        }
    }

    private static Object contract(Fault fault, ToyFixture fixture) {
        return switch (fault) {
            case NAMES_THE_WRONG_STATEMENT,
                    STOPS_BEFORE_THE_LAST_STATEMENT,
                    RESTORES_NOTHING,
                    NOTICES_NO_FOREIGN_COMMIT -> session(fixture);
            case CLAIMS_TO_LOCK -> new LockContract(fixture) {};
            case KEEPS_WHAT_WAS_REHEARSED -> new RehearsalContract(fixture) {};
            case READS_THE_WHOLE_SCRIPT, COUNTS_LINES_FROM_ZERO -> reader(fixture);
            case KNOWS_NO_BEGIN,
                    TAKES_A_ROLLBACK_FOR_A_COMMIT,
                    KNOWS_NOTHING_THAT_REFUSES_A_TRANSACTION,
                    FORGETS_TEMPORARY_TABLES -> effects(fixture);
            case FORGETS_WHEN_PREPARED, MISSES_ANOTHER_TABLE_OF_ITS_NAME, CUTS_LONG_NAMES ->
                new AppliedLogContract(fixture) {};
            case BLAMES_EVERYTHING_ON_THE_STATEMENT -> dialect(fixture);
        };
    }

    private static Method method(Class<?> type, String name) throws NoSuchMethodException {
        Method method = type.getDeclaredMethod(name);
        method.setAccessible(true);
        return method;
    }

    private static SessionContract session(ToyFixture fixture) {
        return new SessionContract(fixture) {
            @Override
            protected String slowStatement() {
                return ToyFixture.SLOW_STATEMENT;
            }

            @Override
            protected String sessionState() {
                return ToyFixture.SESSION_STATE;
            }
        };
    }

    private static StatementEffectContract effects(ToyFixture fixture) {
        return new StatementEffectContract(fixture) {
            @Override
            protected List<String> scripts() {
                return ToyStatementEffectContractTest.SCRIPTS;
            }

            @Override
            protected Set<TransactionEffect> effects() {
                return ToyStatementEffectContractTest.EFFECTS;
            }

            @Override
            protected List<String> memories() {
                return ToyStatementEffectContractTest.MEMORIES;
            }
        };
    }

    private static StatementReaderContract reader(ToyFixture fixture) {
        return new StatementReaderContract(fixture) {
            @Override
            protected List<String> scripts() {
                return List.of("SELECT 1;\nSELECT 2");
            }

            @Override
            protected List<UnclosedScript> unclosedScripts() {
                return List.of();
            }
        };
    }

    private static DialectContract dialect(ToyFixture fixture) {
        return new DialectContract(fixture) {
            @Override
            protected List<ConnectionConfig> inferable() {
                return List.of();
            }

            @Override
            protected List<ConnectionConfig> notInferable() {
                return List.of();
            }

            @Override
            protected ConnectionConfig unknownDatabase() {
                return ConnectionConfig.of("/no/such/directory/some.toy");
            }
        };
    }
}
