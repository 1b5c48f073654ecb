package io.migri.dialect.sqlite.effect;

import io.migri.dialect.sqlite.SqliteFixture;
import io.migri.testkit.StatementReaderContract;
import io.migri.testkit.script.UnclosedScript;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.util.List;

final class SqliteStatementReaderContractTest extends StatementReaderContract {
    SqliteStatementReaderContractTest(@TestDatabase(Engine.SQLITE) Database database) {
        super(new SqliteFixture(database));
    }

    @Override
    protected List<String> scripts() {
        return List.of(
                "SELECT 1;\n\n-- c\n/* c */ SELECT 'it''s; fine', \"a;b\" FROM [c;d] -- c\n;; SELECT `e;f`\n 3",
                """
                CREATE TEMP TRIGGER t AFTER INSERT ON a WHEN new.x > CASE 1 WHEN 1 THEN 2 END BEGIN
                  UPDATE a SET x = CASE WHEN x THEN 1 ELSE 2 END; -- one;
                  DELETE FROM b /* END; */ ;
                END;
                SELECT 2""",
                "PRAGMA foreign_keys=OFF;\r\nBEGIN TRANSACTION;\r\nINSERT INTO a VALUES('x\r\n;');\r\nCOMMIT;\r\n");
    }

    @Override
    protected List<UnclosedScript> unclosedScripts() {
        return List.of(
                UnclosedScript.marked("/* one */ ▶/* two"),
                UnclosedScript.marked("SELECT 1;\nSELECT ▶'it''s;"),
                UnclosedScript.marked("SELECT 🥳, ▶\"a;"),
                UnclosedScript.marked("SELECT ▶[a;"),
                UnclosedScript.marked("SELECT ▶`a``;"),
                UnclosedScript.marked("SELECT 1;\n  ▶CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1;"),
                UnclosedScript.marked("▶CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE 1 WHEN 1 THEN 2 END;"));
    }
}
