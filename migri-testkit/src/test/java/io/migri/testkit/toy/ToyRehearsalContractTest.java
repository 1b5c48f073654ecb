package io.migri.testkit.toy;

import io.migri.testkit.RehearsalContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class ToyRehearsalContractTest extends RehearsalContract {
    ToyRehearsalContractTest(@TempDir Path directory) {
        super(new ToyFixture(directory));
    }
}
