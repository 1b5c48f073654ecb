package io.migri.dialect.mysql.reading;

import io.migri.dialect.mysql.MySqlFixture;
import io.migri.testkit.CanonicalTextContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

class MySqlCanonicalTextContractTest extends CanonicalTextContract {
    private static final Set<String> NAMES = Set.of("Animal", "Name", "Comment", "f", "t", "a");

    MySqlCanonicalTextContractTest(@TestDatabase(Engine.MYSQL) Database database) {
        super(new MySqlFixture(database));
    }

    @Override
    protected List<String> statements() {
        return List.of(
                "CREATE·TABLE·Animal·(·id·INT·AUTO_INCREMENT·PRIMARY·KEY·,·Name·VARCHAR·(·20·)·DEFAULT·'it\\'s'·)·ENGINE·=·InnoDB",
                "INSERT·INTO·Comment·VALUES·(·-·1.5e-3·,·'a''b; -- #'·,·\"x\"·,·X'1F'·,·NULL·)",
                "SELECT·/*+·MERGE·(·t·)·*/·a·,·`b c`·<=>·1·FROM·t·/*!50101·FORCE·INDEX·(·a·)·*/",
                "CREATE·TRIGGER·t·BEFORE·INSERT·ON·a·FOR·EACH·ROW·BEGIN·SET·x·=·1·;·END");
    }

    /** What only some servers execute, and hints, are read anew. */
    @Override
    protected boolean isTakenApartOnce(String script) {
        return !script.contains("/*!") && !script.contains("/*+") && !script.contains("$$");
    }

    @Override
    protected List<List<String>> different() {
        return List.of(
                List.of("SELECT * FROM Foo", "SELECT * FROM foo"),
                List.of("SELECT * FROM User", "SELECT * FROM user"),
                List.of("SELECT * FROM Comment", "SELECT * FROM comment"),
                List.of("SELECT a.Comment.b", "SELECT a.comment.b"),
                List.of("SELECT 1 /*!50101 +1 */", "SELECT 1"),
                List.of("SELECT 1 /*!50101 +1 */", "SELECT 1 /*!80000 +1 */"),
                List.of("SELECT /*+ NO_ICP(t) */ 1", "SELECT 1"),
                List.of("SELECT x'41'", "SELECT x '41'"),
                List.of("SELECT 1e-5", "SELECT 1e - 5"),
                List.of("CREATE FUNCTION f() RETURNS int AS $$a  b$$", "CREATE FUNCTION f() RETURNS int AS $$a b$$"));
    }

    @Override
    protected List<String> fillers() {
        List<String> fillers = new ArrayList<>(super.fillers());
        fillers.add(" # it's\n");
        return fillers;
    }

    @Override
    protected boolean caseless(String word) {
        return !NAMES.contains(word);
    }
}
