package io.migri.dialect.sqlite.language;

import io.migri.dialect.sqlite.SqliteFixture;
import io.migri.testkit.CanonicalTextContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.util.List;

final class SqliteCanonicalTextContractTest extends CanonicalTextContract {
    SqliteCanonicalTextContractTest(@TestDatabase(Engine.SQLITE) Database database) {
        super(new SqliteFixture(database));
    }

    @Override
    protected List<String> statements() {
        return List.of(
                "CREATE·TABLE·Animal·(·id·INTEGER·PRIMARY·KEY·,·[My Name]·TEXT·DEFAULT·'it''s; --'·,·`x`·BLOB·)",
                "CREATE·TRIGGER·t·AFTER·INSERT·ON·a·BEGIN·UPDATE·a·SET·x·=·-·1.5e-3·;·DELETE·FROM·b·;·END",
                "SELECT·x'1F'·,·a·->>·'$.b'·,·.5·,·1e5·,·a·||·b·,·c·<>·d·,·e·.·f·FROM·\"T\"");
    }

    @Override
    protected boolean isTakenApartOnce(String script) {
        return true;
    }

    @Override
    protected List<List<String>> different() {
        return List.of(
                List.of("SELECT 1 - -1", "SELECT 1 --1"),
                List.of("SELECT x'41'", "SELECT x '41'"),
                List.of("SELECT a | | b", "SELECT a || b"),
                List.of("SELECT 1e-5", "SELECT 1e - 5"));
    }
}
