package io.migri.testkit.toy;

import io.migri.testkit.HistoryTableContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class ToyHistoryTableContractTest extends HistoryTableContract {
    ToyHistoryTableContractTest(@TempDir Path directory) {
        super(new ToyFixture(directory));
    }
}
