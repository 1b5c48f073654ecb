package io.migri.testkit.toy;

import io.migri.api.ConnectionConfig;
import io.migri.testkit.DialectContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

final class ToyDialectContractTest extends DialectContract {
    ToyDialectContractTest(@TempDir Path directory) {
        super(new ToyFixture(directory));
    }

    @Override
    protected List<ConnectionConfig> inferable() {
        return List.of(ConnectionConfig.of("some.toy"));
    }

    @Override
    protected List<ConnectionConfig> notInferable() {
        return List.of(ConnectionConfig.of("some.db"));
    }

    @Override
    protected ConnectionConfig unknownDatabase() {
        return ConnectionConfig.of("/no/such/directory/some.toy");
    }
}
