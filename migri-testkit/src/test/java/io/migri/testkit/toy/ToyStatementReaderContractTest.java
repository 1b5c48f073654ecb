package io.migri.testkit.toy;

import io.migri.testkit.StatementReaderContract;
import io.migri.testkit.script.UnclosedScript;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.util.List;

final class ToyStatementReaderContractTest extends StatementReaderContract {
    ToyStatementReaderContractTest(@TestDatabase(Engine.SQLITE) Database database) {
        super(new ToyFixture(database));
    }

    @Override
    protected List<String> scripts() {
        return List.of(
                "SELECT 1;\n\n-- c\n/* c */ SELECT 'it''s; fine', \"a;b\" FROM a -- c\n;; SELECT\n 3",
                "SELECT '\ud83e\udd73'; /* \\ud83e\\udd73 */ SELECT '\u00e9';\n;");
    }

    @Override
    protected List<UnclosedScript> unclosedScripts() {
        return List.of(UnclosedScript.marked("/* one */ ▶/* two"));
    }
}
