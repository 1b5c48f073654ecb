package io.migri.dialect.mysql.effect;

import io.migri.dialect.mysql.MySqlFixture;
import io.migri.testkit.StatementReaderContract;
import io.migri.testkit.script.UnclosedScript;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.util.List;

class MySqlStatementReaderContractTest extends StatementReaderContract {
    MySqlStatementReaderContractTest(@TestDatabase(Engine.MYSQL) Database database) {
        super(new MySqlFixture(database));
    }

    @Override
    protected List<String> scripts() {
        return List.of(
                "SELECT 'it''s; \\'; fine', \"a;b\" FROM `a;``b` # c;\n;; SELECT\n 3 -- c\n",
                "CREATE PROCEDURE p() BEGIN IF 1 THEN SELECT CASE 1 WHEN 1 THEN 2 END; END IF; END;\nCALL p()",
                "/*!40101 SET NAMES utf8 */; SELECT /*+ NO_ICP(t) */ 1 /* ; */, 2;/*!50001 CREATE VIEW v AS SELECT 1 */;",
                "SELECT 1--1; SELECT '\ud83e\udd73'; SELECT 2\\g SELECT 3\\G\nUSE mysql\nSELECT 4");
    }

    @Override
    protected String withoutFiller(String between) {
        return super.withoutFiller(between.replaceAll("#[^\n]*", "").replaceAll("\\\\[gG]", ""));
    }

    @Override
    protected List<UnclosedScript> unclosedScripts() {
        return List.of(
                UnclosedScript.marked("SELECT ▶'a\\';"),
                UnclosedScript.marked("SELECT 1 FROM ▶`a"),
                UnclosedScript.marked("▶/*!40101 SET NAMES utf8;"),
                UnclosedScript.marked("CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW ▶BEGIN SET @a = 1;"),
                UnclosedScript.marked("SELECT 1;\n▶DELIMITER //\nSELECT 2"),
                UnclosedScript.marked("▶LOCK TABLES a WRITE;\nINSERT INTO a VALUES (1);"));
    }
}
