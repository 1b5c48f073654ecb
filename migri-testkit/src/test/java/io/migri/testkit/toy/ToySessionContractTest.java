package io.migri.testkit.toy;

import io.migri.testkit.SessionContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class ToySessionContractTest extends SessionContract {
    ToySessionContractTest(@TempDir Path directory) {
        super(new ToyFixture(directory));
    }

    @Override
    protected String slowStatement() {
        return ToyFixture.SLOW_STATEMENT;
    }

    @Override
    protected String sessionState() {
        return ToyFixture.SESSION_STATE;
    }
}
