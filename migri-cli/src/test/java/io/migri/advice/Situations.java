package io.migri.advice;

import static io.migri.advice.Trouble.ENDED;
import static io.migri.advice.Trouble.INTERRUPTED;
import static io.migri.advice.Trouble.KILLED_AFTER;
import static io.migri.advice.Trouble.KILLED_BEFORE;
import static io.migri.advice.Trouble.LOST_AFTER;
import static io.migri.advice.Trouble.LOST_BEFORE;
import static io.migri.advice.Trouble.WAITED;

import io.migri.testkit.server.Engine;
import java.util.ArrayList;
import java.util.List;

/** All situations. In each, what is done twice or left out can be seen. */
final class Situations {
    private static final String ONE = "INSERT INTO keep VALUES (2);";
    private static final String TWO = "INSERT INTO keep VALUES (3);";
    private static final String THREE = "INSERT INTO keep VALUES (4);";
    private static final String HERE = "INSERT INTO keep VALUES (5 /* here */);";
    private static final String WRONG = "INSERT INTO missing VALUES (1);";
    private static final String ALONE = "-- migri: no-transaction";
    private static final String MADE = "DROP TABLE IF EXISTS made";

    private final Engine engine;
    private final List<Situation> all = new ArrayList<>();

    private Situations(Engine engine) {
        this.engine = engine;
    }

    static List<Situation> on(Engine engine) {
        Situations situations = new Situations(engine);
        situations.failures();
        situations.ends();
        situations.sessions();
        situations.python();
        switch (engine) {
            case POSTGRESQL -> situations.postgresql();
            case MYSQL, MARIADB -> situations.mysql();
            case SQLITE -> situations.sqlite();
        }
        return situations.all;
    }

    private void failures() {
        add(Situation.of("fails in one stretch").file(ONE, WRONG, THREE).fixed(ONE, TWO, THREE));
        add(Situation.of("fails behind its own block")
                .file("BEGIN;", ONE, "COMMIT;", TWO, WRONG)
                .fixed("BEGIN;", ONE, "COMMIT;", TWO, THREE));
        add(Situation.of("fails in its second block")
                .file("BEGIN;", ONE, "COMMIT;", "BEGIN;", TWO, WRONG, "COMMIT;", THREE)
                .fixed("BEGIN;", ONE, "COMMIT;", "BEGIN;", TWO, "COMMIT;", THREE));
        add(Situation.of("fails behind a block that it rolls back")
                .file(ONE, "BEGIN;", TWO, "ROLLBACK;", WRONG, THREE)
                .fixed(ONE, "BEGIN;", TWO, "ROLLBACK;", TWO, THREE));
        add(Situation.of("fails without transaction")
                .file(ALONE, ONE, WRONG, THREE)
                .fixed(ALONE, ONE, TWO, THREE));
        add(Situation.of("fails at the first statement without transaction")
                .file(ALONE, WRONG, THREE)
                .fixed(ALONE, TWO, THREE));
        add(Situation.of("the finished part is changed")
                .file("BEGIN;", ONE, "COMMIT;", WRONG)
                .thenChangedTo("BEGIN;", THREE, "COMMIT;", TWO)
                .fixed("BEGIN;", ONE, "COMMIT;", TWO));
        add(Situation.of("the finished part is cut off")
                .file("BEGIN;", ONE, "COMMIT;", WRONG)
                .thenChangedTo("BEGIN;")
                .fixed("BEGIN;", ONE, "COMMIT;", TWO));
        add(Situation.of("a finished statement without transaction is changed")
                .file(ALONE, ONE, TWO, WRONG)
                .thenChangedTo(ALONE, ONE, THREE, TWO)
                .fixed(ALONE, ONE, TWO, THREE));
        add(Situation.of("waits too long").struck(WAITED).file(ONE, waits(), THREE));
        add(Situation.of("waits too long behind its own block")
                .struck(WAITED)
                .file("BEGIN;", ONE, "COMMIT;", waits(), THREE));
        add(Situation.of("waits too long without transaction").struck(WAITED).file(ALONE, ONE, waits(), THREE));
    }

    private void ends() {
        for (Trouble trouble : Trouble.values()) {
            boolean waits = trouble == INTERRUPTED || trouble == ENDED;
            boolean server = trouble == ENDED || trouble == LOST_BEFORE || trouble == LOST_AFTER;
            if (trouble == Trouble.FILE || trouble == WAITED || (server && engine == Engine.SQLITE)) {

                continue;
            }
            String here = waits ? waits() : HERE;
            add(Situation.of("one stretch, " + trouble).struck(trouble).file(ONE, here, THREE));
            add(Situation.of("its own blocks, " + trouble)
                    .struck(trouble)
                    .file("BEGIN;", ONE, "COMMIT;", "BEGIN;", TWO, here, "COMMIT;", THREE));
            add(Situation.of("without transaction, " + trouble).struck(trouble).file(ALONE, ONE, here, THREE));
            add(Situation.of("behind a block that it rolls back, " + trouble)
                    .struck(trouble)
                    .file("BEGIN;", TWO, "ROLLBACK;", ONE, "BEGIN;", here, "COMMIT;", THREE));
        }
    }

    private void sessions() {
        if (engine.mysqlFamily()) {
            add(Situation.of("a computed variable is lost")
                    .file(
                            "SET @n = (SELECT max(id) FROM keep);",
                            "CREATE TABLE made (id int);",
                            WRONG,
                            "INSERT INTO keep VALUES (@n + 10);")
                    .thenChangedTo(
                            "SET @n = (SELECT max(id) FROM keep);",
                            "CREATE TABLE made (id int);",
                            "INSERT INTO keep VALUES (@n + 10);")
                    .fixed(
                            "SET @n = (SELECT max(id) FROM keep);",
                            "CREATE TABLE made (id int);",
                            "INSERT INTO keep VALUES (@n + 10);")
                    .withWhatIsLost(
                            "SET @n = (SELECT max(id) FROM keep);",
                            "CREATE TABLE made (id int);",
                            "SET @n = 1;",
                            "INSERT INTO keep VALUES (@n + 10);")
                    .undoneBy(MADE));
            return;
        }
        String temporary = "CREATE TEMPORARY TABLE lent AS SELECT max(id) AS n FROM keep;";
        String uses = "INSERT INTO keep SELECT n + 10 FROM lent;";
        add(Situation.of("a temporary table is lost")
                .file("BEGIN;", temporary, ONE, "COMMIT;", WRONG, uses)
                .thenChangedTo("BEGIN;", temporary, ONE, "COMMIT;", uses)
                .fixed("BEGIN;", temporary, ONE, "COMMIT;", uses)
                .withWhatIsLost(
                        "BEGIN;", temporary, ONE, "COMMIT;", "CREATE TEMPORARY TABLE lent AS SELECT 1 AS n;", uses));
    }

    private void python() {
        add(Situation.of("Python fails")
                .python()
                .file(python("", insert(2), "return False"))
                .fixed(python("", insert(2), "return True"))
                .doneBy(ONE));
        add(Situation.of("Python fails without transaction")
                .python()
                .file(python("# migri: no-transaction", insert(2), commit(), "return False"))
                .fixed(python("# migri: no-transaction", insert(2), commit(), "return True"))
                .doneBy(ONE));
        add(Situation.of("Python fails with a statement without transaction")
                .python()
                .file(python("# migri: no-transaction", insert(2), commit(), execute("INSERT INTO missing VALUES (1)")))
                .fixed(python("# migri: no-transaction", insert(2), commit(), "return True"))
                .doneBy(ONE));
        if (engine.mysqlFamily()) {
            add(Situation.of("Python fails behind DDL")
                    .python()
                    .file(python("", insert(2), execute("CREATE TABLE made (id int)"), insert(3), "return False"))
                    .fixed(python("", insert(2), execute("CREATE TABLE made (id int)"), insert(3), "return True"))
                    .undoneBy(MADE)
                    .doneBy(ONE, "CREATE TABLE made (id int)", TWO));
        }
        if (engine != Engine.SQLITE) {
            for (Trouble trouble : List.of(LOST_BEFORE, LOST_AFTER)) {
                add(Situation.of("Python, " + trouble)
                        .python()
                        .struck(trouble)
                        .file(python("", insert(2), execute("INSERT INTO keep VALUES (3 /* here */)"), "return True")));
                add(Situation.of("Python without transaction, " + trouble)
                        .python()
                        .struck(trouble)
                        .file(python(
                                "# migri: no-transaction",
                                insert(2),
                                commit(),
                                execute("INSERT INTO keep VALUES (3 /* here */)"),
                                commit(),
                                "return True"))
                        .doneBy(ONE, TWO));
            }
        }
    }

    private void postgresql() {
        String index = "CREATE INDEX CONCURRENTLY made ON pace (s /* here */);";
        String drop = "DROP INDEX IF EXISTS made";
        add(Situation.of("fails behind an index")
                .file(ONE, index, TWO, WRONG)
                .fixed(ONE, index, TWO, THREE)
                .undoneBy(drop));
        add(Situation.of("the index fails")
                .file("INSERT INTO keep VALUES (2), (2);", "CREATE UNIQUE INDEX CONCURRENTLY made ON keep (id);", THREE)
                .fixed("INSERT INTO keep VALUES (2), (2);", "CREATE INDEX CONCURRENTLY made ON keep (id);", THREE)
                .undoneBy(drop));
        for (Trouble trouble : List.of(INTERRUPTED, ENDED, KILLED_BEFORE, KILLED_AFTER, LOST_BEFORE, LOST_AFTER)) {
            add(Situation.of("an index, " + trouble)
                    .struck(trouble)
                    .file(ONE, index, THREE)
                    .undoneBy(drop));
            add(Situation.of("a procedure that commits, " + trouble)
                    .struck(trouble)
                    .beside("CREATE PROCEDURE half() LANGUAGE plpgsql AS $$BEGIN INSERT INTO keep VALUES (20); COMMIT;"
                            + " PERFORM s FROM pace FOR UPDATE; INSERT INTO keep VALUES (21); END$$")
                    .file(ONE, "CALL /* here */ half();", THREE)
                    .inDoubt(
                            List.of("DELETE FROM keep WHERE id IN (20, 21)"),
                            List.of("INSERT INTO keep VALUES (20), (21)")));
        }
        add(Situation.of("rows of a COPY are wrong behind a block")
                .file("BEGIN;", ONE, "COMMIT;", "COPY keep FROM stdin;", "3", "four", "\\.", THREE)
                .fixed("BEGIN;", ONE, "COMMIT;", "COPY keep FROM stdin;", "3", "\\.", THREE));
        add(Situation.of("rows of a COPY are wrong without transaction")
                .file(ALONE, ONE, "COPY keep FROM stdin;", "3", "four", "\\.", THREE)
                .fixed(ALONE, ONE, "COPY keep FROM stdin;", "3", "\\.", THREE));
        add(Situation.of("a statement takes too long behind a block")
                .file("BEGIN;", ONE, "COMMIT;", "SET statement_timeout = '50ms';", "SELECT pg_sleep(20);", THREE)
                .fixed("BEGIN;", ONE, "COMMIT;", "SET statement_timeout = '50ms';", "SELECT pg_sleep(0);", THREE));
        add(Situation.of("a deferred constraint fails at the second commit")
                .beside("CREATE TABLE made (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)")
                .file("BEGIN;", ONE, "COMMIT;", "BEGIN;", "INSERT INTO made VALUES (1), (1);", "COMMIT;", THREE)
                .fixed("BEGIN;", ONE, "COMMIT;", "BEGIN;", "INSERT INTO made VALUES (1), (2);", "COMMIT;", THREE)
                .undoneBy("DELETE FROM made"));
    }

    private void mysql() {
        String make = "CREATE TABLE made (id int);";
        String alter = "ALTER TABLE pace ADD COLUMN more /* here */ int;";
        String back = "ALTER TABLE pace DROP COLUMN IF EXISTS more";
        String[] undo = engine == Engine.MARIADB
                ? new String[] {MADE, back}
                : new String[] {MADE, "DROP TABLE pace", "CREATE TABLE pace (s bigint)", "INSERT INTO pace VALUES (0)"};
        add(Situation.of("fails behind DDL")
                .file(ONE, make, TWO, WRONG)
                .fixed(ONE, make, TWO, THREE)
                .undoneBy(MADE));
        add(Situation.of("DDL fails behind DDL")
                .file(ONE, make, TWO, "ALTER TABLE missing ADD COLUMN x int;", THREE)
                .fixed(ONE, make, TWO, "ALTER TABLE made ADD COLUMN x int;", THREE)
                .undoneBy(MADE));
        if (engine == Engine.MARIADB) {
            String again = "CREATE TABLE IF NOT EXISTS old (id int)";
            add(Situation.of("a part of a definition that fails is done")
                    .beside("CREATE OR REPLACE TABLE old (id int)")
                    .file(ONE, "DROP TABLE old, missing;", THREE)
                    .fixed(ONE, "DROP TABLE old;", THREE)
                    .inDoubt(List.of(again), List.of("DROP TABLE old"))
                    .undoneBy(again));
        }
        add(Situation.of("fails behind DDL in its own block")
                .file("BEGIN;", ONE, make, TWO, WRONG, "COMMIT;", THREE)
                .fixed("BEGIN;", ONE, make, TWO, "COMMIT;", THREE)
                .undoneBy(MADE));
        add(Situation.of("fails without autocommit")
                .file("SET autocommit=0;", ONE, "COMMIT;", TWO, WRONG, "COMMIT;")
                .fixed("SET autocommit=0;", ONE, "COMMIT;", TWO, THREE, "COMMIT;"));
        add(Situation.of("waits too long for DDL behind DDL")
                .struck(WAITED)
                .file(ONE, make, TWO, alter, THREE)
                .undoneBy(undo));
        for (Trouble trouble : List.of(INTERRUPTED, ENDED, KILLED_BEFORE, KILLED_AFTER, LOST_BEFORE, LOST_AFTER)) {
            add(Situation.of("DDL behind DDL, " + trouble)
                    .struck(trouble)
                    .file(ONE, make, TWO, alter, THREE)
                    .undoneBy(undo));
            add(Situation.of("a procedure that commits, " + trouble)
                    .struck(trouble)
                    .beside("CREATE PROCEDURE half() BEGIN DECLARE n int; INSERT INTO keep VALUES (20); COMMIT;"
                            + " SELECT s INTO n FROM pace FOR UPDATE; INSERT INTO keep VALUES (21); END")
                    .file(ONE, "CALL /* here */ half();", THREE)
                    .inDoubt(
                            List.of("DELETE FROM keep WHERE id IN (20, 21)"),
                            List.of("INSERT INTO keep VALUES (20), (21)")));
            String locks = "LOCK TABLES keep WRITE, pace WRITE;";
            String inLock = trouble == INTERRUPTED || trouble == ENDED
                    ? "LOCK TABLES keep WRITE, pace /* here */ WRITE;"
                    : locks;
            add(Situation.of("between LOCK and UNLOCK TABLES, " + trouble)
                    .struck(trouble)
                    .file(ONE, make, inLock, TWO, inLock.equals(locks) ? HERE : THREE, "UNLOCK TABLES;", THREE)
                    .inDoubt(
                            List.of("DELETE FROM keep WHERE id IN (3, 4, 5)"),
                            List.of(TWO, inLock.equals(locks) ? HERE : THREE))
                    .undoneBy(MADE));
        }
        String giveUp = "CREATE PROCEDURE give_up() BEGIN DECLARE n int; SELECT RELEASE_ALL_LOCKS() INTO n; END";
        add(Situation.of("the lock is given up")
                .beside(giveUp)
                .file(ONE, "CALL give_up();", THREE)
                .fixed(ONE, THREE));
        add(Situation.of("the lock is given up between DDL")
                .beside(giveUp)
                .file(ONE, make, "CALL give_up();", TWO, alter, THREE)
                .fixed(ONE, make, TWO, alter, THREE)
                .undoneBy(undo));
        add(Situation.of("rows stay in spite of a rollback")
                .beside("CREATE TABLE stay (id int) ENGINE=MyISAM")
                .file(ONE, "INSERT INTO stay VALUES (1);", WRONG)
                .fixed(ONE, "INSERT INTO stay VALUES (1);", THREE)
                .leaving("DELETE FROM stay"));
        add(Situation.of("rows stay in spite of a rollback behind DDL")
                .beside("CREATE TABLE stay (id int) ENGINE=MyISAM")
                .file(ONE, make, TWO, "INSERT INTO stay VALUES (1);", WRONG)
                .fixed(ONE, make, TWO, "INSERT INTO stay VALUES (1);", THREE)
                .leaving("DELETE FROM stay")
                .undoneBy(MADE));
        add(Situation.of("rows of a statement that fails stay")
                .beside("CREATE TABLE stay (id int PRIMARY KEY) ENGINE=MyISAM")
                .file(ONE, "INSERT INTO stay VALUES (1), (1);", THREE)
                .fixed(ONE, "INSERT INTO stay VALUES (1), (2);", THREE)
                .leaving("DELETE FROM stay"));
    }

    private void sqlite() {
        String vacuum = "VACUUM /* here */ main;";
        add(Situation.of("fails behind VACUUM").file(ONE, vacuum, TWO, WRONG).fixed(ONE, vacuum, TWO, THREE));
        add(Situation.of("a key of a block is lost")
                .beside("CREATE TABLE made (id INTEGER PRIMARY KEY)")
                .file(
                        "BEGIN;",
                        "INSERT INTO made VALUES (40);",
                        "COMMIT;",
                        WRONG,
                        "INSERT INTO keep VALUES (last_insert_rowid());")
                .thenChangedTo(
                        "BEGIN;",
                        "INSERT INTO made VALUES (40);",
                        "COMMIT;",
                        "INSERT INTO keep VALUES (last_insert_rowid());")
                .fixed(
                        "BEGIN;",
                        "INSERT INTO made VALUES (40);",
                        "COMMIT;",
                        "INSERT INTO keep VALUES (last_insert_rowid());")
                .withWhatIsLost("BEGIN;", "INSERT INTO made VALUES (40);", "COMMIT;", "INSERT INTO keep VALUES (40);")
                .undoneBy("DELETE FROM made"));
        add(Situation.of("rows stay without a journal")
                .file("PRAGMA journal_mode = OFF;", ONE, WRONG)
                .fixed("PRAGMA journal_mode = OFF;", ONE, TWO)
                .leaving("DELETE FROM keep WHERE id > 1"));
        add(Situation.of("foreign keys are violated behind VACUUM")
                .beside(
                        "CREATE TABLE made (id INTEGER REFERENCES keys (id))",
                        "CREATE TABLE keys (id INTEGER PRIMARY KEY)")
                .file(ONE, "VACUUM;", "PRAGMA foreign_keys = OFF;", "INSERT INTO made VALUES (7);", THREE)
                .fixed(ONE, "VACUUM;", "PRAGMA foreign_keys = OFF;", THREE)
                .undoneBy("DELETE FROM made"));
        for (Trouble trouble : List.of(KILLED_BEFORE, KILLED_AFTER)) {
            add(Situation.of("VACUUM, " + trouble).struck(trouble).file(ONE, vacuum, THREE));
        }
    }

    private void add(Situation.Draft draft) {
        all.add(draft.made());
    }

    private String waits() {
        return engine == Engine.SQLITE
                ? "INSERT INTO keep WITH RECURSIVE n (x) AS (SELECT s FROM pace UNION ALL SELECT x + 1 FROM n WHERE x < 0)"
                        + " SELECT 50 /* here */ FROM (SELECT count(*) FROM n);"
                : "INSERT INTO keep SELECT 50 /* here */ FROM pace FOR UPDATE;";
    }

    private static String[] python(String head, String... lines) {
        List<String> all = new ArrayList<>(List.of(head, "async def migrate(conn):"));
        for (String line : lines) {
            line.lines().forEach(part -> all.add("    " + part));
        }
        if (!lines[lines.length - 1].startsWith("return")) {
            all.add("    return True");
        }
        return all.toArray(String[]::new);
    }

    private String insert(int id) {
        return execute("INSERT INTO keep VALUES (" + id + ")");
    }

    private String execute(String statement) {
        return engine.mysqlFamily()
                ? "async with conn.cursor() as cur:\n    await cur.execute(\"" + statement + "\")"
                : "await conn.execute(\"" + statement + "\")";
    }

    private String commit() {
        return engine == Engine.POSTGRESQL ? "pass" : "await conn.commit()";
    }
}
