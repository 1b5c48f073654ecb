package io.migri.testkit.toy;

import io.migri.testkit.StoredScriptContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class ToyStoredScriptContractTest extends StoredScriptContract {
    ToyStoredScriptContractTest(@TempDir Path directory) {
        super(new ToyFixture(directory));
    }
}
