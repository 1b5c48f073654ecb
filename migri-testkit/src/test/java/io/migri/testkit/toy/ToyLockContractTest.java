package io.migri.testkit.toy;

import io.migri.testkit.LockContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class ToyLockContractTest extends LockContract {
    ToyLockContractTest(@TempDir Path directory) {
        super(new ToyFixture(directory));
    }
}
