package io.migri.testkit.toy;

import io.migri.testkit.LockTimeoutContract;
import io.migri.testkit.LookingContract;
import io.migri.testkit.RedactionContract;
import io.migri.testkit.SessionStateContract;
import io.migri.testkit.StatementWatchContract;
import io.migri.testkit.TransactionEffectContract;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The contracts that need nothing but the fixture. */
final class ToyContractsTest {

    @Nested
    final class Effects extends TransactionEffectContract {
        Effects(@TempDir Path directory) {
            super(new ToyFixture(directory));
        }
    }

    @Nested
    final class State extends SessionStateContract {
        State(@TempDir Path directory) {
            super(new ToyFixture(directory));
        }
    }

    @Nested
    final class Timeouts extends LockTimeoutContract {
        Timeouts(@TempDir Path directory) {
            super(new ToyFixture(directory));
        }
    }

    @Nested
    final class Watch extends StatementWatchContract {
        Watch(@TempDir Path directory) {
            super(new ToyFixture(directory));
        }
    }

    @Nested
    final class Looking extends LookingContract {
        Looking(@TempDir Path directory) {
            super(new ToyFixture(directory));
        }
    }

    @Nested
    final class Redaction extends RedactionContract {
        Redaction(@TempDir Path directory) {
            super(new ToyFixture(directory));
        }
    }
}
