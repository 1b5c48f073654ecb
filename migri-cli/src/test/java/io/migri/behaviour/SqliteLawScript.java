package io.migri.behaviour;

import java.util.ArrayList;
import java.util.List;

/**
 * A script for SQLite in which nothing can be done twice, or left out, without being seen.
 *
 * @param asByClient what a plain client executes that means the same
 * @param fails whether its last statement fails
 * @param needsItsSession whether it may not be possible to go on in another session
 * @param standsApart whether it means the same if each statement commits by itself
 */
record SqliteLawScript(
        String name,
        List<String> statements,
        List<String> asByClient,
        boolean fails,
        boolean needsItsSession,
        boolean standsApart) {

    /** What is there before. Each change of {@code t} leaves a row in {@code log}, with a number that does not come again. */
    static final List<String> BEFORE = List.of(
            "CREATE TABLE t (id INTEGER PRIMARY KEY, v)",
            "CREATE TABLE log (n INTEGER PRIMARY KEY AUTOINCREMENT, what)",
            "CREATE TRIGGER t_insert AFTER INSERT ON t BEGIN INSERT INTO log (what) VALUES ('+' || new.id); END",
            "CREATE TRIGGER t_update AFTER UPDATE ON t BEGIN INSERT INTO log (what) VALUES ('=' || new.id); END",
            "CREATE TABLE p (id INTEGER PRIMARY KEY)",
            "CREATE TABLE c (id INTEGER PRIMARY KEY, p REFERENCES p (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED)",
            "CREATE TABLE u (k TEXT PRIMARY KEY, n INTEGER DEFAULT 0, CHECK (n < 100))",
            "INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'A')",
            "INSERT INTO u VALUES ('x', 1)");

    private static final String KEY = "INSERT INTO log (what) SELECT 'key ' || last_insert_rowid()";
    private static final String CHANGES = "INSERT INTO log (what) SELECT 'changes ' || changes()";
    private static final String ROW = "INSERT INTO t (v) VALUES ('new')";
    private static final String COUNT = "INSERT INTO u VALUES ('x', 1) ON CONFLICT (k) DO UPDATE SET n = n + 1";

    static List<SqliteLawScript> all() {
        List<SqliteLawScript> all = new ArrayList<>();
        all.addAll(lookingBack());
        all.addAll(blocks());
        all.addAll(keys());
        all.addAll(settings());
        all.addAll(others());
        return all;
    }

    private static List<SqliteLawScript> lookingBack() {
        return List.of(
                of("the key behind a boundary", ROW, "PRAGMA journal_mode = TRUNCATE", KEY)
                        .needing(),
                of(
                                "the key behind two boundaries",
                                ROW,
                                "PRAGMA journal_mode = TRUNCATE",
                                "PRAGMA journal_mode = MEMORY",
                                KEY,
                                COUNT)
                        .needing(),
                of("the changes behind a boundary", "UPDATE u SET n = 5", "VACUUM", CHANGES, COUNT)
                        .needing(),
                of(
                                "the changes behind a PRAGMA",
                                "UPDATE t SET v = v || '!'",
                                "PRAGMA user_version = 3",
                                CHANGES,
                                COUNT)
                        .needing(),
                of("the changes behind a COMMIT", "BEGIN", "UPDATE t SET v = v || '!'", "COMMIT", CHANGES, COUNT)
                        .needing(),
                of("the changes behind a BEGIN", "UPDATE t SET v = v || '!'", "BEGIN", CHANGES, COUNT, "COMMIT")
                        .needing(),
                of("the changes behind a ROLLBACK", "BEGIN", "UPDATE t SET v = v || '!'", "ROLLBACK", CHANGES, COUNT)
                        .needing(),
                of("the key behind a ROLLBACK", "BEGIN", "INSERT INTO t VALUES (70, 'x')", "ROLLBACK", KEY, COUNT)
                        .needing(),
                of("the key behind a savepoint", "SAVEPOINT s", ROW, "ROLLBACK TO s", KEY, "RELEASE s", COUNT)
                        .together(),
                of("the key behind DDL", ROW, "CREATE TABLE n (i)", KEY, "DROP TABLE n", KEY)
                        .needing(),
                of(
                                "the key in a table",
                                ROW,
                                "PRAGMA journal_mode = TRUNCATE",
                                "CREATE TABLE n AS SELECT last_insert_rowid() AS k",
                                "PRAGMA journal_mode = TRUNCATE",
                                COUNT)
                        .needing(),
                of("a key twice", ROW, "PRAGMA journal_mode = TRUNCATE", KEY, "PRAGMA journal_mode = TRUNCATE", KEY)
                        .needing(),
                of(
                                "the changes of a statement that changes none",
                                "UPDATE t SET v = 1 WHERE id = 99",
                                "PRAGMA journal_mode = TRUNCATE",
                                CHANGES)
                        .needing(),
                of(
                                "the changes behind WITHOUT ROWID",
                                "CREATE TABLE w (a PRIMARY KEY, b) WITHOUT ROWID",
                                "INSERT INTO w VALUES (1, 2), (3, 4)",
                                KEY,
                                "VACUUM",
                                CHANGES)
                        .needing(),
                of(
                                "RETURNING behind a boundary",
                                "PRAGMA journal_mode = TRUNCATE",
                                "INSERT INTO t (v) VALUES ('r') RETURNING id",
                                "PRAGMA journal_mode = TRUNCATE",
                                KEY)
                        .needing(),
                of(
                                "both at once",
                                ROW,
                                "UPDATE t SET v = 2 WHERE id < 3",
                                "PRAGMA journal_mode = TRUNCATE",
                                "INSERT INTO log (what) VALUES (last_insert_rowid() || ' ' || changes())",
                                COUNT)
                        .needing());
    }

    private static List<SqliteLawScript> blocks() {
        return List.of(
                of(
                        "three blocks",
                        "BEGIN",
                        ROW,
                        "COMMIT",
                        "BEGIN IMMEDIATE",
                        ROW,
                        COUNT,
                        "END",
                        "BEGIN EXCLUSIVE",
                        ROW,
                        "COMMIT TRANSACTION"),
                of(
                        "stretches between blocks",
                        ROW,
                        "BEGIN",
                        ROW,
                        "COMMIT",
                        COUNT,
                        "BEGIN TRANSACTION",
                        COUNT,
                        "END TRANSACTION",
                        ROW),
                of(
                        "a block that is rolled back",
                        "BEGIN",
                        ROW,
                        "ROLLBACK",
                        ROW,
                        "BEGIN",
                        COUNT,
                        "ROLLBACK TRANSACTION",
                        COUNT),
                of("a block of nothing", "BEGIN", "COMMIT", ROW, "BEGIN", "ROLLBACK", COUNT),
                of("a block of reading", "BEGIN", "SELECT * FROM t", "COMMIT", ROW),
                of("VACUUM between blocks", "BEGIN", ROW, "COMMIT", "VACUUM", "BEGIN", ROW, "COMMIT", "VACUUM"),
                of("VACUUM behind a rollback", "BEGIN", ROW, "ROLLBACK", "VACUUM", ROW),
                of("a block that is never ended", ROW, "BEGIN", COUNT).client(ROW, COUNT),
                of("a COMMIT too many", "COMMIT", ROW, "COMMIT", COUNT, "ROLLBACK")
                        .client(ROW, COUNT),
                of("a ROLLBACK too many", "BEGIN", ROW, "COMMIT", "ROLLBACK", COUNT)
                        .client("BEGIN", ROW, "COMMIT", COUNT),
                of("BEGIN within a block", "BEGIN", ROW, "BEGIN").failing(),
                of("VACUUM within a block", "BEGIN", ROW, "VACUUM").failing(),
                of(
                        "savepoints in a block",
                        "BEGIN",
                        "SAVEPOINT a",
                        ROW,
                        "SAVEPOINT b",
                        COUNT,
                        "ROLLBACK TO b",
                        "RELEASE a",
                        "COMMIT",
                        ROW),
                of("a savepoint without a block", "SAVEPOINT a", ROW, "RELEASE a", "VACUUM", COUNT)
                        .together(),
                of("a savepoint over a block's end", "BEGIN", "SAVEPOINT a", ROW, "COMMIT", COUNT),
                of(
                                "OR ROLLBACK in a block",
                                "BEGIN",
                                ROW,
                                "COMMIT",
                                "BEGIN",
                                ROW,
                                "INSERT OR ROLLBACK INTO u VALUES ('x', 2)")
                        .failing(),
                of("OR FAIL", "INSERT OR FAIL INTO u VALUES ('y', 1), ('x', 2)")
                        .client("BEGIN", "INSERT INTO u VALUES ('x', 2)")
                        .failing(),
                of(
                        "a trigger's text that looks like blocks",
                        "CREATE TRIGGER g AFTER INSERT ON u BEGIN INSERT INTO log (what) SELECT CASE WHEN 1 THEN 'BEGIN; COMMIT;' END; END",
                        "INSERT INTO u VALUES ('g', 1)",
                        "VACUUM",
                        "INSERT INTO u VALUES ('h', 1)"));
    }

    private static List<SqliteLawScript> keys() {
        return List.of(
                of(
                                "a deferred key",
                                "PRAGMA foreign_keys = ON",
                                "BEGIN",
                                "INSERT INTO c VALUES (1, 7)",
                                "INSERT INTO p VALUES (7)",
                                "COMMIT",
                                ROW)
                        .together(),
                of(
                                "a deferred key that is violated at COMMIT",
                                "PRAGMA foreign_keys = ON",
                                "BEGIN",
                                "INSERT INTO c VALUES (1, 7)",
                                "COMMIT")
                        .failing(),
                of(
                        "keys off within a block do nothing",
                        "PRAGMA foreign_keys = ON",
                        "INSERT INTO p VALUES (7)",
                        "INSERT INTO c VALUES (1, 7)",
                        "BEGIN",
                        "PRAGMA foreign_keys = OFF",
                        "DELETE FROM p",
                        "COMMIT",
                        ROW),
                of(
                        "keys on in the middle",
                        "INSERT INTO p VALUES (7)",
                        "INSERT INTO c VALUES (1, 7)",
                        "PRAGMA foreign_keys = ON",
                        "DELETE FROM p",
                        ROW),
                of(
                                "keys off and on",
                                "PRAGMA foreign_keys = ON",
                                "INSERT INTO p VALUES (7), (8)",
                                "INSERT INTO c VALUES (1, 7), (2, 8)",
                                "PRAGMA foreign_keys = OFF",
                                "DELETE FROM p WHERE id = 7",
                                "INSERT INTO p VALUES (7)",
                                "PRAGMA foreign_keys = ON",
                                "DELETE FROM p WHERE id = 8",
                                ROW)
                        .together(),
                of(
                                "keys deferred in one block",
                                "PRAGMA foreign_keys = ON",
                                "BEGIN",
                                "PRAGMA defer_foreign_keys = ON",
                                "INSERT INTO c VALUES (1, 7)",
                                "INSERT INTO p VALUES (7)",
                                "COMMIT",
                                "BEGIN",
                                ROW,
                                "COMMIT")
                        .together(),
                of(
                                "the usual way to rebuild a table",
                                "PRAGMA foreign_keys = OFF",
                                "BEGIN TRANSACTION",
                                "CREATE TABLE p_new (id INTEGER PRIMARY KEY, more)",
                                "INSERT INTO p VALUES (7)",
                                "INSERT INTO c VALUES (1, 7)",
                                "INSERT INTO p_new (id) SELECT id FROM p",
                                "DROP TABLE p",
                                "ALTER TABLE p_new RENAME TO p",
                                "PRAGMA foreign_key_check",
                                "COMMIT",
                                "PRAGMA foreign_keys = ON")
                        .together());
    }

    private static List<SqliteLawScript> settings() {
        return List.of(
                of(
                        "LIKE that tells cases apart",
                        "PRAGMA case_sensitive_like = ON",
                        "VACUUM",
                        "UPDATE t SET v = 'like' WHERE v LIKE 'a'",
                        ROW),
                of(
                        "checks that are ignored",
                        "PRAGMA ignore_check_constraints = ON",
                        "INSERT INTO u VALUES ('y', 200)",
                        "VACUUM",
                        "INSERT INTO u VALUES ('z', 300)"),
                of(
                        "triggers that call themselves",
                        "CREATE TRIGGER r AFTER INSERT ON u WHEN new.n < 5 BEGIN"
                                + " INSERT INTO u VALUES (new.k || new.n, new.n + 1); END",
                        "PRAGMA recursive_triggers = ON",
                        "INSERT INTO u VALUES ('r', 1)",
                        "VACUUM",
                        "INSERT INTO u VALUES ('s', 1)"),
                of(
                        "rows in reverse",
                        "PRAGMA reverse_unordered_selects = ON",
                        "INSERT INTO log (what) SELECT v FROM t",
                        "VACUUM",
                        "INSERT INTO log (what) SELECT v FROM t"),
                of(
                        "nothing but reading",
                        ROW,
                        "PRAGMA query_only = ON",
                        "SELECT * FROM t",
                        "PRAGMA query_only = OFF",
                        ROW,
                        "PRAGMA query_only = ON"),
                of(
                        "the schema is written",
                        "PRAGMA writable_schema = ON",
                        "UPDATE sqlite_schema SET sql = replace(sql, 'n < 100', 'n < 1000') WHERE name = 'u'",
                        "PRAGMA writable_schema = RESET",
                        "INSERT INTO u VALUES ('y', 500)"),
                of(
                        "old ways to rename",
                        "PRAGMA legacy_alter_table = ON",
                        "CREATE VIEW o AS SELECT * FROM u",
                        "ALTER TABLE u RENAME TO u2",
                        "CREATE TABLE u (k, n)",
                        "INSERT INTO u SELECT * FROM u2"),
                of(
                        "a log and back",
                        "PRAGMA journal_mode = WAL",
                        ROW,
                        "PRAGMA wal_checkpoint(TRUNCATE)",
                        ROW,
                        "PRAGMA journal_mode = DELETE",
                        COUNT),
                of("a log that stays", ROW, "PRAGMA journal_mode = WAL", "BEGIN", ROW, "COMMIT", COUNT),
                of(
                        "pages of another size",
                        "PRAGMA page_size = 8192",
                        "VACUUM",
                        ROW,
                        "PRAGMA auto_vacuum = INCREMENTAL",
                        "VACUUM",
                        COUNT,
                        "PRAGMA incremental_vacuum(2)"),
                of("numbers of the file", "PRAGMA user_version = 4", ROW, "PRAGMA application_id = 5", "VACUUM", COUNT),
                of("numbers that a ROLLBACK takes back", "BEGIN", "PRAGMA user_version = 4", "ROLLBACK", ROW),
                of(
                        "what rows are counted",
                        "PRAGMA count_changes = ON",
                        ROW,
                        "VACUUM",
                        ROW,
                        "PRAGMA full_column_names = ON",
                        COUNT),
                of("a limit to pages", "PRAGMA max_page_count = 60", ROW, "VACUUM", COUNT),
                of(
                        "a lock that is kept",
                        "PRAGMA locking_mode = EXCLUSIVE",
                        ROW,
                        "VACUUM",
                        COUNT,
                        "PRAGMA locking_mode = NORMAL",
                        ROW),
                of(
                        "an order for the disk",
                        "PRAGMA synchronous = OFF",
                        ROW,
                        "PRAGMA synchronous = FULL",
                        "PRAGMA cache_size = 20",
                        ROW,
                        COUNT));
    }

    private static List<SqliteLawScript> others() {
        return List.of(
                of(
                                "a database in memory",
                                "ATTACH ':memory:' AS m",
                                "CREATE TABLE m.x (i)",
                                "INSERT INTO m.x VALUES (7)",
                                ROW,
                                "INSERT INTO log (what) SELECT i FROM m.x",
                                "DETACH m",
                                COUNT)
                        .needing(),
                of(
                                "a temporary table over VACUUM",
                                "CREATE TEMP TABLE x AS SELECT max(id) AS i FROM t",
                                ROW,
                                "VACUUM",
                                "INSERT INTO log (what) SELECT i FROM x",
                                COUNT)
                        .needing(),
                of(
                                "a temporary table in the place of another",
                                "CREATE TEMP TABLE t (id, v)",
                                "INSERT INTO t VALUES (50, 'temp')",
                                "VACUUM",
                                "INSERT INTO t VALUES (51, 'temp')")
                        .needing(),
                of(
                                "temporary tables in the place of Migri's",
                                "CREATE TEMP TABLE applied_migration (id, date_applied, name)",
                                "CREATE TEMP TABLE migri_journal (x)",
                                "CREATE TEMP VIEW migri_source AS SELECT 1",
                                ROW,
                                "VACUUM",
                                COUNT,
                                "INSERT INTO applied_migration VALUES (1, 2, '0001')",
                                "BEGIN",
                                ROW,
                                "COMMIT")
                        .needing(),
                of(
                                "a temporary trigger",
                                "CREATE TEMP TRIGGER g AFTER INSERT ON main.u BEGIN INSERT INTO log (what) VALUES ('temp'); END",
                                "INSERT INTO u VALUES ('g', 1)",
                                "VACUUM",
                                "INSERT INTO u VALUES ('h', 1)")
                        .needing(),
                of(
                                "a temporary view",
                                "CREATE TEMP VIEW w AS SELECT count(*) AS n FROM t",
                                ROW,
                                "VACUUM",
                                "INSERT INTO log (what) SELECT n FROM w")
                        .needing(),
                of("a counter", COUNT, "VACUUM", COUNT, "BEGIN", COUNT, "COMMIT", COUNT),
                of("numbers that go on", "UPDATE sqlite_sequence SET seq = 100 WHERE name = 'log'", ROW, "VACUUM", ROW),
                of(
                        "a trigger that says no",
                        "CREATE TRIGGER g BEFORE INSERT ON u WHEN new.n = 9 BEGIN SELECT RAISE(IGNORE); END",
                        "INSERT INTO u VALUES ('y', 9)",
                        "INSERT INTO u VALUES ('z', 8)",
                        "VACUUM",
                        COUNT),
                of(
                                "a trigger that rolls back",
                                "CREATE TRIGGER g BEFORE INSERT ON u WHEN new.n = 9 BEGIN SELECT RAISE(ROLLBACK, 'no'); END",
                                "INSERT INTO u VALUES ('y', 9)")
                        .client("BEGIN", "INSERT INTO missing VALUES (1)")
                        .failing(),
                of(
                        "conflicts",
                        "INSERT OR IGNORE INTO u VALUES ('x', 3), ('y', 3)",
                        "INSERT OR REPLACE INTO u VALUES ('x', 4)",
                        "VACUUM",
                        "REPLACE INTO u VALUES ('y', 5)",
                        COUNT),
                of(
                        "a view that takes rows",
                        "CREATE VIEW w AS SELECT * FROM t",
                        "CREATE TRIGGER g INSTEAD OF INSERT ON w BEGIN" + " INSERT INTO t (v) VALUES (new.v); END",
                        "INSERT INTO w (v) VALUES ('w')",
                        "VACUUM",
                        "INSERT INTO w (v) VALUES ('w2')"),
                of(
                        "columns that are computed",
                        "ALTER TABLE t ADD COLUMN g AS (id * 2)",
                        ROW,
                        "VACUUM",
                        "UPDATE t SET v = g",
                        COUNT),
                of(
                        "a column goes",
                        ROW,
                        "ALTER TABLE t DROP COLUMN v",
                        "VACUUM",
                        "ALTER TABLE t RENAME COLUMN id TO nr",
                        COUNT),
                of("statistics", ROW, "ANALYZE t", "VACUUM", ROW),
                of(
                        "what explains",
                        "EXPLAIN INSERT INTO t (v) VALUES ('no')",
                        "EXPLAIN QUERY PLAN SELECT * FROM t",
                        ROW),
                of("everything but what a SELECT ends", "SELECT * FROM t", "VACUUM", "SELECT * FROM u", ROW));
    }

    private static SqliteLawScript of(String name, String... statements) {
        List<String> all = List.of(statements);
        return new SqliteLawScript(name, all, all, false, false, true);
    }

    private SqliteLawScript client(String... instead) {
        return new SqliteLawScript(name, statements, List.of(instead), fails, needsItsSession, standsApart);
    }

    private SqliteLawScript failing() {
        return new SqliteLawScript(name, statements, asByClient, true, needsItsSession, standsApart);
    }

    private SqliteLawScript needing() {
        return new SqliteLawScript(name, statements, asByClient, fails, true, standsApart);
    }

    private SqliteLawScript together() {
        return new SqliteLawScript(name, statements, asByClient, fails, needsItsSession, false);
    }

    @Override
    public String toString() {
        return name;
    }
}
