package io.migri.testkit.toy;

import io.migri.testkit.CanonicalTextContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

final class ToyCanonicalTextContractTest extends CanonicalTextContract {
    ToyCanonicalTextContractTest(@TempDir Path directory) {
        super(new ToyFixture(directory));
    }

    @Override
    protected List<String> statements() {
        return List.of("SELECT·'it''s; -- fine'·,·\"A b\"·FROM·Animal·WHERE·id·=·17");
    }

    @Override
    protected List<List<String>> different() {
        return List.of(List.of("SELECT a - -1", "SELECT a --1"));
    }
}
