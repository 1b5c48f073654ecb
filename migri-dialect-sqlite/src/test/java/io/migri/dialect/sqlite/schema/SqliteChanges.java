package io.migri.dialect.sqlite.schema;

import io.migri.testkit.SchemaChange;
import java.util.ArrayList;
import java.util.List;

/** A change of each kind, on {@code animal} and the tables of {@link #BEFORE}. */
public final class SqliteChanges {
    public static final List<String> BEFORE = List.of(
            "CREATE TABLE zoo (id integer PRIMARY KEY AUTOINCREMENT, 'the city' TEXT NOT NULL DEFAULT 'x' UNIQUE)",
            "CREATE TABLE pen (Id integer, zoo integer CONSTRAINT of_zoo REFERENCES zoo (id), size decimal(10,2) default -1.5,"
                    + " CHECK (size <> 0) CHECK(size>-2 or \"size\" is null), PRIMARY KEY (Id, zoo)) WITHOUT ROWID",
            "INSERT INTO zoo (id) VALUES (1)",
            "CREATE VIEW large AS SELECT id AS Nr FROM pen WHERE size > 9 -- square meters",
            "CREATE TRIGGER born AFTER INSERT ON animal BEGIN SELECT 1; END");

    private SqliteChanges() {}

    public static List<SchemaChange> all() {
        List<SchemaChange> all = new ArrayList<>();
        all.addAll(ofObjects());
        all.addAll(ofColumns());
        all.addAll(ofTables());
        all.addAll(unseen());
        return all;
    }

    private static List<SchemaChange> ofObjects() {
        return List.of(
                SchemaChange.of("create index IF NOT EXISTS by_name on animal(name /* c */ collate nocase DESC)")
                        .undoneBy("DROP INDEX by_name")
                        .shows("+ CREATE INDEX by_name ON animal (name COLLATE nocase DESC)"),
                SchemaChange.of("CREATE UNIQUE INDEX \"by name\" ON animal (lower(name), -id) WHERE name<>'' AND id=-1")
                        .undoneBy("DROP INDEX \"by name\"")
                        .shows(
                                "+ CREATE UNIQUE INDEX \"by name\" ON animal (lower(name), -id) WHERE name <> '' AND id = -1"),
                SchemaChange.of("DROP VIEW large", "CREATE VIEW large AS SELECT id AS nr FROM pen WHERE size > 9")
                        .undoneBy("DROP VIEW large", "create view large as select id as Nr from pen where size>9")
                        .shows(
                                "- CREATE VIEW large AS SELECT id AS Nr FROM pen WHERE size > 9",
                                "+ CREATE VIEW large AS SELECT id AS nr FROM pen WHERE size > 9"),
                SchemaChange.of("DROP TRIGGER born")
                        .undoneBy("CREATE TRIGGER born AFTER INSERT ON animal BEGIN SELECT 1; END")
                        .shows("- CREATE TRIGGER born AFTER INSERT ON animal BEGIN SELECT 1; END"),
                SchemaChange.of("CREATE VIRTUAL TABLE word USING fts5(a, tokenize = \"porter ascii\")")
                        .undoneBy("DROP TABLE word")
                        .shows("+ CREATE VIRTUAL TABLE word USING fts5(a, tokenize = \"porter ascii\")"),
                SchemaChange.of("PRAGMA user_version = 7")
                        .undoneBy("PRAGMA user_version = 0")
                        .shows("+ PRAGMA user_version = 7"),
                SchemaChange.of("PRAGMA application_id = 9")
                        .undoneBy("PRAGMA application_id = 0")
                        .shows("+ PRAGMA application_id = 9"));
    }

    private static List<SchemaChange> ofColumns() {
        return List.of(
                added("legs int NOT NULL DEFAULT 4", "legs int", "SET NOT NULL", "SET DEFAULT 4"),
                added("tail TEXT COLLATE nocase", "tail text COLLATE nocase"),
                added("twice AS (id*2)", "twice GENERATED ALWAYS AS (id * 2) VIRTUAL"),
                added(
                                "made DEFAULT CURRENT_TIMESTAMP CHECK (made > 0)",
                                "made",
                                "SET DEFAULT CURRENT_TIMESTAMP",
                                "ADD CHECK (made > 0)")
                        .undoneBy(
                                "CREATE TABLE other (id integer PRIMARY KEY, name varchar(200))",
                                "DROP TABLE animal",
                                "ALTER TABLE other RENAME TO animal",
                                "CREATE TRIGGER born AFTER INSERT ON animal BEGIN SELECT 1; END"),
                added(
                        "pen integer REFERENCES pen ON DELETE SET NULL",
                        "pen integer",
                        "ADD FOREIGN KEY (pen) REFERENCES pen ON DELETE SET NULL"),
                SchemaChange.of("ALTER TABLE animal RENAME COLUMN name TO \"full name\"")
                        .undoneBy("ALTER TABLE animal RENAME COLUMN \"full name\" TO name")
                        .shows(
                                "- ALTER TABLE animal ADD COLUMN name varchar(200)",
                                "+ ALTER TABLE animal ADD COLUMN \"full name\" varchar(200)"),
                SchemaChange.of("ALTER TABLE animal DROP COLUMN name")
                        .undoneBy("ALTER TABLE animal ADD name VARCHAR (200)")
                        .shows("- ALTER TABLE animal ADD COLUMN name varchar(200)"));
    }

    private static List<SchemaChange> ofTables() {
        return List.of(
                rebuilt("id integer, name varchar(200)", "").shows("- ALTER TABLE animal ADD PRIMARY KEY (id)"),
                rebuilt("id integer PRIMARY KEY AUTOINCREMENT, name varchar(200)", "")
                        .shows(
                                "- ALTER TABLE animal ADD PRIMARY KEY (id)",
                                "+ ALTER TABLE animal ADD PRIMARY KEY (id AUTOINCREMENT)"),
                rebuilt("id integer PRIMARY KEY, name varchar(100)", "")
                        .shows(
                                "- ALTER TABLE animal ADD COLUMN name varchar(200)",
                                "+ ALTER TABLE animal ADD COLUMN name varchar(100)"),
                rebuilt("id integer PRIMARY KEY, name varchar(200) UNIQUE", "")
                        .shows("+ ALTER TABLE animal ADD UNIQUE (name)"),
                rebuilt("id integer PRIMARY KEY, name varchar(200), CONSTRAINT long CHECK (length(name)>3)", "")
                        .shows("+ ALTER TABLE animal ADD CONSTRAINT long CHECK (length(name) > 3)"),
                rebuilt("id integer PRIMARY KEY, name varchar(200)", "WITHOUT ROWID")
                        .shows("- CREATE TABLE animal", "+ CREATE TABLE animal WITHOUT ROWID"),
                SchemaChange.of("CREATE TABLE \"new table\" (\"a b\" INTEGER) strict")
                        .undoneBy("DROP TABLE \"new table\"")
                        .shows(
                                "+ CREATE TABLE \"new table\" STRICT",
                                "+ ALTER TABLE \"new table\" ADD COLUMN \"a b\" integer"));
    }

    /** What means the same, or belongs to no schema. */
    private static List<SchemaChange> unseen() {
        return List.of(
                rebuilt("name VARCHAR (200) /* c */ NULL, [id] INTEGER, PRIMARY KEY(id)", ""),
                SchemaChange.of("ALTER TABLE zoo RENAME TO park", "ALTER TABLE park RENAME TO zoo"),
                SchemaChange.of("ALTER TABLE pen RENAME COLUMN size TO s", "ALTER TABLE pen RENAME COLUMN s TO size"),
                SchemaChange.of("INSERT INTO zoo (id, 'the city') VALUES (7, 'Rome')", "ANALYZE"),
                SchemaChange.of("CREATE TEMP TABLE passing (id integer)").undoneBy("DROP TABLE passing"));
    }

    private static SchemaChange added(String definition, String column, String... more) {
        List<String> seen = new ArrayList<>();
        String name = definition.substring(0, definition.indexOf(' '));
        seen.add("+ ALTER TABLE animal ADD COLUMN " + column);
        for (String change : more) {
            seen.add("+ ALTER TABLE animal " + (change.startsWith("SET") ? "ALTER COLUMN " + name + ' ' : "") + change);
        }
        return SchemaChange.of("ALTER TABLE animal ADD " + definition)
                .undoneBy("ALTER TABLE animal DROP COLUMN " + name)
                .shows(seen.toArray(String[]::new));
    }

    private static SchemaChange rebuilt(String columns, String options) {
        String trigger = "CREATE TRIGGER born AFTER INSERT ON animal BEGIN SELECT 1; END";
        return SchemaChange.of("DROP TABLE animal", "CREATE TABLE animal (" + columns + ") " + options, trigger)
                .undoneBy(
                        "DROP TABLE animal",
                        "CREATE TABLE animal (id integer PRIMARY KEY, name varchar(200))",
                        trigger);
    }
}
