package com.example.migri.h2;

import io.migri.testkit.StatementReaderContract;
import io.migri.testkit.script.UnclosedScript;
import java.util.List;

final class H2StatementReaderContractTest extends StatementReaderContract {
    H2StatementReaderContractTest() {
        super(new H2Fixture());
    }

    @Override
    protected List<String> scripts() {
        return List.of(
                "SELECT 1; -- one;\n/* two /* ; */ */ SELECT 'it''s; fine', \"a;b\", `c;d` FROM A -- c\n;; SELECT\n 3",
                "CREATE ALIAS F AS $$ String f() { return \";\"; } $$; SELECT U&'\\0041;', X'41' FROM A$B",
                "SELECT '\ud83e\udd73'; /* \ud83e\udd73 */ SELECT '\u00e9' /* ; */\n;");
    }

    @Override
    protected List<UnclosedScript> unclosedScripts() {
        return List.of(
                UnclosedScript.marked("SELECT 1; \u25b6/* /* */ ; SELECT 2"),
                UnclosedScript.marked("CREATE ALIAS F AS \u25b6$$ ;\n $"),
                UnclosedScript.marked("SELECT 1 FROM \u25b6`a;"));
    }

    /** Comments are nested. */
    @Override
    protected String withoutFiller(String between) {
        return super.withoutFiller(between.replaceAll("(?s)/\\*[^*/]*/\\*.*?\\*/[^*/]*\\*/", ""));
    }
}
