package io.migri.testkit.scripted;

import io.migri.api.AppliedMigration;
import io.migri.spi.history.ClientHistory;
import io.migri.spi.history.StoredScript;
import java.util.List;

/** The history in scripts for the client. */
record ScriptedClientHistory(boolean there, int rows) implements ClientHistory {

    @Override
    public List<String> making() {
        return there ? List.of() : List.of("MAKE HISTORY");
    }

    @Override
    public List<String> unchanged() {
        return List.of("REQUIRE " + rows + " ROWS");
    }

    @Override
    public List<String> beginning() {
        return List.of("NOTE THE TIME");
    }

    @Override
    public List<String> append(AppliedMigration migration, StoredScript script) {
        return List.of("ROW " + migration.name());
    }
}
