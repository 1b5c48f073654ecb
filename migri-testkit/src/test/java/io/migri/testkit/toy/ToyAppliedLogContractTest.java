package io.migri.testkit.toy;

import io.migri.testkit.AppliedLogContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class ToyAppliedLogContractTest extends AppliedLogContract {
    ToyAppliedLogContractTest(@TempDir Path directory) {
        super(new ToyFixture(directory));
    }
}
