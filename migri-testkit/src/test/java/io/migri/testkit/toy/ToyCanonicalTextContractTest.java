package io.migri.testkit.toy;

import io.migri.testkit.CanonicalTextContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.util.List;

final class ToyCanonicalTextContractTest extends CanonicalTextContract {
    ToyCanonicalTextContractTest(@TestDatabase(Engine.SQLITE) Database database) {
        super(new ToyFixture(database));
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
