package io.migri.dialect.sqlite.mutant;

import io.migri.api.ConnectionConfig;
import io.migri.spi.script.TransactionEffect;
import io.migri.testkit.AppliedLogContract;
import io.migri.testkit.CanonicalTextContract;
import io.migri.testkit.ClientHistoryContract;
import io.migri.testkit.ClientScriptContract;
import io.migri.testkit.DatabasesContract;
import io.migri.testkit.DialectContract;
import io.migri.testkit.DialectFixture;
import io.migri.testkit.HistoryTableContract;
import io.migri.testkit.LockContract;
import io.migri.testkit.LockTimeoutContract;
import io.migri.testkit.LookingContract;
import io.migri.testkit.RecoveryJournalContract;
import io.migri.testkit.RedactionContract;
import io.migri.testkit.RehearsalContract;
import io.migri.testkit.RepeatablesContract;
import io.migri.testkit.SessionContract;
import io.migri.testkit.SessionStateContract;
import io.migri.testkit.StatementEffectContract;
import io.migri.testkit.StatementReaderContract;
import io.migri.testkit.StoredScriptContract;
import io.migri.testkit.TransactionEffectContract;
import io.migri.testkit.script.UnclosedScript;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contracts as this dialect fulfils them, for a fixture that {@link MutantFixtures} give. */
final class SoundContracts {
    static final List<Class<?>> ALL = List.of(
            OfDialect.class,
            OfWire.class,
            OfState.class,
            OfLock.class,
            OfTimeouts.class,
            OfLog.class,
            OfFiles.class,
            OfHistoryTable.class,
            OfRepeatables.class,
            OfJournal.class,
            OfRehearsal.class,
            SoundPlugIns.OfProbe.class,
            SoundPlugIns.OfWatch.class,
            SoundPlugIns.OfSchema.class,
            OfReader.class,
            OfCanonicalText.class,
            OfRedaction.class,
            OfEffects.class,
            OfMemory.class,
            OfLooking.class,
            OfDatabases.class,
            OfClientScript.class,
            OfClientHistory.class,
            SoundPlugIns.OfBinding.class,
            SoundPlugIns.OfSource.class,
            SoundPlugIns.OfExecutor.class,
            SoundPlugIns.OfLogElsewhere.class);

    private SoundContracts() {}

    /** The one that extends {@code contract}. */
    static Class<?> of(Class<?> contract) {
        return ALL.stream()
                .filter(sound -> sound.getSuperclass() == contract)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no sound " + contract));
    }

    @ExtendWith(MutantFixtures.class)
    static final class OfState extends SessionStateContract {
        OfState(DialectFixture fixture) {
            super(fixture);
        }
    }

    @ExtendWith(MutantFixtures.class)
    static final class OfLock extends LockContract {
        OfLock(DialectFixture fixture) {
            super(fixture);
        }
    }

    @ExtendWith(MutantFixtures.class)
    static final class OfLog extends AppliedLogContract {
        OfLog(DialectFixture fixture) {
            super(fixture);
        }
    }

    @ExtendWith(MutantFixtures.class)
    static final class OfFiles extends StoredScriptContract {
        OfFiles(DialectFixture fixture) {
            super(fixture);
        }
    }

    @ExtendWith(MutantFixtures.class)
    static final class OfRepeatables extends RepeatablesContract {
        OfRepeatables(DialectFixture fixture) {
            super(fixture);
        }
    }

    @ExtendWith(MutantFixtures.class)
    static final class OfHistoryTable extends HistoryTableContract {
        OfHistoryTable(DialectFixture fixture) {
            super(fixture);
        }
    }

    @ExtendWith(MutantFixtures.class)
    static final class OfJournal extends RecoveryJournalContract {
        OfJournal(DialectFixture fixture) {
            super(fixture);
        }
    }

    @ExtendWith(MutantFixtures.class)
    static final class OfRehearsal extends RehearsalContract {
        OfRehearsal(DialectFixture fixture) {
            super(fixture);
        }
    }

    @ExtendWith(MutantFixtures.class)
    static final class OfRedaction extends RedactionContract {
        OfRedaction(DialectFixture fixture) {
            super(fixture);
        }
    }

    @ExtendWith(MutantFixtures.class)
    static final class OfEffects extends TransactionEffectContract {
        OfEffects(DialectFixture fixture) {
            super(fixture);
        }
    }

    @ExtendWith(MutantFixtures.class)
    static final class OfLooking extends LookingContract {
        OfLooking(DialectFixture fixture) {
            super(fixture);
        }
    }

    @ExtendWith(MutantFixtures.class)
    static final class OfClientScript extends ClientScriptContract {
        OfClientScript(DialectFixture fixture) {
            super(fixture);
        }
    }

    @ExtendWith(MutantFixtures.class)
    static final class OfClientHistory extends ClientHistoryContract {
        OfClientHistory(DialectFixture fixture) {
            super(fixture);
        }
    }

    @ExtendWith(MutantFixtures.class)
    static final class OfDatabases extends DatabasesContract {
        OfDatabases(DialectFixture fixture) {
            super(fixture);
        }
    }

    @ExtendWith(MutantFixtures.class)
    static final class OfTimeouts extends LockTimeoutContract {
        OfTimeouts(DialectFixture fixture) {
            super(fixture);
        }

        @Override
        protected int forEverSeconds() {
            return 3;
        }
    }

    @ExtendWith(MutantFixtures.class)
    static final class OfDialect extends DialectContract {
        OfDialect(DialectFixture fixture) {
            super(fixture);
        }

        @Override
        protected List<ConnectionConfig> inferable() {
            return List.of(ConnectionConfig.of("app.db"));
        }

        @Override
        protected List<ConnectionConfig> notInferable() {
            return List.of(ConnectionConfig.builder("app").host("localhost").build());
        }

        @Override
        protected ConnectionConfig unknownDatabase() {
            return ConnectionConfig.of("/no/such/directory/app.db");
        }
    }

    @ExtendWith(MutantFixtures.class)
    static final class OfWire extends SessionContract {
        OfWire(DialectFixture fixture) {
            super(fixture);
        }

        /** It ends by itself before the test's patience does, in case nobody cancels it. */
        @Override
        protected String slowStatement() {
            return "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 20000000) SELECT count(*) FROM n";
        }

        @Override
        protected String sessionState() {
            return "SELECT foreign_keys || ' ' || recursive_triggers FROM pragma_foreign_keys, pragma_recursive_triggers";
        }
    }

    @ExtendWith(MutantFixtures.class)
    static final class OfReader extends StatementReaderContract {
        OfReader(DialectFixture fixture) {
            super(fixture);
        }

        @Override
        protected List<String> scripts() {
            return List.of(
                    "SELECT 1;\n\n-- c\n/* c */ SELECT 'it''s; fine', \"a;b\" FROM [c;d] -- c\n;; SELECT `e;f`\n 3");
        }

        @Override
        protected List<UnclosedScript> unclosedScripts() {
            return List.of(UnclosedScript.marked("SELECT ▶[a;"));
        }
    }

    @ExtendWith(MutantFixtures.class)
    static final class OfCanonicalText extends CanonicalTextContract {
        OfCanonicalText(DialectFixture fixture) {
            super(fixture);
        }

        @Override
        protected List<String> statements() {
            return List.of("SELECT·x'1F'·,·a·->>·'$.b'·,·.5·,·1e5·,·a·||·b·,·c·<>·d·,·e·.·f·FROM·\"T\"");
        }

        @Override
        protected boolean isTakenApartOnce(String script) {
            return true;
        }

        @Override
        protected List<List<String>> different() {
            return List.of(List.of("SELECT a | | b", "SELECT a || b"));
        }
    }

    @ExtendWith(MutantFixtures.class)
    static final class OfMemory extends StatementEffectContract {
        OfMemory(DialectFixture fixture) {
            super(fixture);
        }

        @Override
        protected Set<TransactionEffect> effects() {
            return EnumSet.of(TransactionEffect.NONE);
        }

        @Override
        protected List<String> scripts() {
            return List.of("CREATE TABLE IF NOT EXISTS e1 (a int); INSERT INTO e1 VALUES (1);");
        }

        @Override
        protected List<String> memories() {
            return List.of(
                    "CREATE TEMP TABLE tt (x); INSERT INTO tt VALUES (7); SELECT x FROM tt;",
                    "CREATE TABLE IF NOT EXISTS e1 (a int); INSERT INTO e1 VALUES (1); SELECT last_insert_rowid();");
        }
    }
}
