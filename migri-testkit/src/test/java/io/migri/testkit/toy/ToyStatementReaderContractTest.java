package io.migri.testkit.toy;

import io.migri.testkit.StatementReaderContract;
import io.migri.testkit.script.UnclosedScript;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

final class ToyStatementReaderContractTest extends StatementReaderContract {
    ToyStatementReaderContractTest(@TempDir Path directory) {
        super(new ToyFixture(directory));
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
