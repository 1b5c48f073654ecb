package io.migri.dialect.mysql.schema;

import io.migri.testkit.SchemaChange;
import java.util.ArrayList;
import java.util.List;

/** A change of each kind, on {@code animal} and what is there before. */
final class MySqlChanges {
    private static final String ODD = "CREATE TABLE `odd ``name` (`a b` bigint unsigned COMMENT 'it''s, (so)')";

    private final boolean mariaDb;

    /** @param mariaDb whether the server is MariaDB, which shows some things otherwise */
    MySqlChanges(boolean mariaDb) {
        this.mariaDb = mariaDb;
    }

    /** @param database in which all is made */
    static List<String> before(String database) {
        return List.of(
                "ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
                "CREATE TABLE zoo (id int AUTO_INCREMENT PRIMARY KEY, city varchar(50) NOT NULL DEFAULT 'it''s', UNIQUE KEY (city))",
                "CREATE TABLE pen (id int, zoo int, CONSTRAINT of_zoo FOREIGN KEY (zoo) REFERENCES zoo (id))",
                "CREATE TABLE visit (day int NOT NULL) PARTITION BY RANGE (day) (PARTITION p0 VALUES LESS THAN (10))",
                ODD,
                "CREATE VIEW large AS SELECT id FROM pen",
                "CREATE VIEW larger AS SELECT id FROM " + database + ".large",
                "CREATE TRIGGER born BEFORE INSERT ON animal FOR EACH ROW SET NEW.name = 'x'",
                "CREATE PROCEDURE count_all() SELECT count(*) FROM " + database + ".zoo",
                "CREATE FUNCTION one() RETURNS int DETERMINISTIC RETURN 1",
                "CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY DO DELETE FROM visit");
    }

    List<SchemaChange> all() {
        List<SchemaChange> all = new ArrayList<>();
        all.addAll(ofKeys());
        all.addAll(ofColumns());
        all.addAll(ofTables());
        all.addAll(ofCode());
        all.addAll(unseen());
        all.addAll(mariaDb ? ofMariaDb() : List.of());
        return all;
    }

    /** Those that MariaDB alone knows. */
    private static List<SchemaChange> ofMariaDb() {
        return List.of(
                SchemaChange.of("CREATE SEQUENCE nr START WITH 7")
                        .undoneBy("DROP SEQUENCE nr")
                        .shows(
                                "+ CREATE SEQUENCE `nr` start with 7 minvalue 1 maxvalue 9223372036854775806 increment by 1"
                                        + " cache 1000 nocycle ENGINE=InnoDB"),
                altered("ADD SYSTEM VERSIONING", "DROP SYSTEM VERSIONING")
                        .shows("+ ALTER TABLE `animal` WITH SYSTEM VERSIONING"));
    }

    private List<SchemaChange> ofKeys() {
        return List.of(
                altered("ADD INDEX by_name (name(7))", "DROP INDEX by_name")
                        .shows("+ ALTER TABLE `animal` ADD KEY `by_name` (`name`(7))"),
                altered("ADD UNIQUE INDEX `by ``name` (name)", "DROP INDEX `by ``name`")
                        .shows("+ ALTER TABLE `animal` ADD UNIQUE KEY `by ``name` (`name`)"),
                altered("ADD FULLTEXT INDEX words (name)", "DROP INDEX words")
                        .shows("+ ALTER TABLE `animal` ADD FULLTEXT KEY `words` (`name`)"),
                altered("ADD CONSTRAINT positive CHECK (id > 0)", "DROP CONSTRAINT positive")
                        .shows("+ ALTER TABLE `animal` ADD CONSTRAINT `positive` CHECK "
                                + (mariaDb ? "(`id` > 0)" : "((`id` > 0))")),
                altered("DROP PRIMARY KEY", "ADD PRIMARY KEY (id)")
                        .shows("- ALTER TABLE `animal` ADD PRIMARY KEY (`id`)"),
                SchemaChange.of("ALTER TABLE pen DROP FOREIGN KEY of_zoo")
                        .undoneBy("ALTER TABLE pen ADD CONSTRAINT of_zoo FOREIGN KEY (zoo) REFERENCES zoo (id)")
                        .shows(
                                "- ALTER TABLE `pen` ADD CONSTRAINT `of_zoo` FOREIGN KEY (`zoo`) REFERENCES `zoo` (`id`)"));
    }

    private List<SchemaChange> ofColumns() {
        return List.of(
                altered("ADD legs int NOT NULL DEFAULT 4 COMMENT 'it''s'", "DROP legs")
                        .shows(
                                "+ ALTER TABLE `animal` ADD COLUMN `legs` " + integer() + " NOT NULL",
                                "+ ALTER TABLE `animal` ALTER COLUMN `legs` SET DEFAULT " + (mariaDb ? "4" : "'4'"),
                                "+ ALTER TABLE `animal` MODIFY COLUMN `legs` COMMENT 'it''s'"),
                altered("ALTER name SET DEFAULT 'x'", "MODIFY name varchar(200)")
                        .shows("+ ALTER TABLE `animal` ALTER COLUMN `name` SET DEFAULT 'x'"),
                altered("MODIFY name varchar(100)", "MODIFY name varchar(200)")
                        .shows(
                                "- ALTER TABLE `animal` ADD COLUMN `name` varchar(200)",
                                "+ ALTER TABLE `animal` ADD COLUMN `name` varchar(100)"),
                altered("MODIFY name varchar(200) NOT NULL", "MODIFY name varchar(200)")
                        .shows(
                                "- ALTER TABLE `animal` ADD COLUMN `name` varchar(200)",
                                "+ ALTER TABLE `animal` ADD COLUMN `name` varchar(200) NOT NULL"),
                altered("ADD at timestamp NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP", "DROP at")
                        .shows(
                                "+ ALTER TABLE `animal` ADD COLUMN `at` timestamp NULL ON UPDATE " + now(),
                                "+ ALTER TABLE `animal` ALTER COLUMN `at` SET DEFAULT " + now()),
                altered("ADD twice int AS (id * 2) STORED", "DROP twice")
                        .shows("+ ALTER TABLE `animal` ADD COLUMN `twice` " + integer() + " GENERATED ALWAYS AS "
                                + (mariaDb ? "(`id` * 2)" : "((`id` * 2))") + " STORED"),
                altered("CHANGE name title varchar(200)", "CHANGE title name varchar(200)")
                        .shows(
                                "- ALTER TABLE `animal` ADD COLUMN `name` varchar(200)",
                                "+ ALTER TABLE `animal` ADD COLUMN `title` varchar(200)"));
    }

    private List<SchemaChange> ofTables() {
        return List.of(
                altered("COMMENT = 'a; b'", "COMMENT = ''").shows("+ ALTER TABLE `animal` COMMENT='a; b'"),
                altered("ROW_FORMAT = COMPACT", "ROW_FORMAT = DEFAULT")
                        .shows("+ ALTER TABLE `animal` ROW_FORMAT=COMPACT"),
                altered("ENGINE = MyISAM", "ENGINE = InnoDB")
                        .shows("- ALTER TABLE `animal` ENGINE=InnoDB", "+ ALTER TABLE `animal` ENGINE=MyISAM"),
                SchemaChange.of("ALTER TABLE visit ADD PARTITION (PARTITION p1 VALUES LESS THAN (20))")
                        .undoneBy("ALTER TABLE visit DROP PARTITION p1")
                        .shows(
                                "- " + partitioned("p0", 10) + ")",
                                "+ " + partitioned("p0", 10) + ",\n PARTITION " + partition("p1")
                                        + " VALUES LESS THAN (20) ENGINE = InnoDB)"),
                SchemaChange.of("DROP TABLE `odd ``name`")
                        .undoneBy(ODD)
                        .shows(
                                "- CREATE TABLE `odd ``name`",
                                "- ALTER TABLE `odd ``name` ADD COLUMN `a b` bigint" + (mariaDb ? "(20)" : "")
                                        + " unsigned",
                                "- ALTER TABLE `odd ``name` MODIFY COLUMN `a b` COMMENT 'it''s, (so)'",
                                "- ALTER TABLE `odd ``name` ENGINE=InnoDB",
                                "- ALTER TABLE `odd ``name` DEFAULT CHARSET=utf8mb4",
                                "- ALTER TABLE `odd ``name` COLLATE=utf8mb4_bin"),
                SchemaChange.of("ALTER DATABASE CHARACTER SET latin1 COLLATE latin1_bin")
                        .undoneBy("ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")
                        .shows(
                                "- ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
                                "+ ALTER DATABASE CHARACTER SET latin1 COLLATE latin1_bin"));
    }

    private List<SchemaChange> ofCode() {
        return List.of(
                SchemaChange.of("DROP VIEW larger")
                        .undoneBy("CREATE VIEW larger AS SELECT id FROM large")
                        .shows(
                                "- CREATE SQL SECURITY DEFINER VIEW `larger` AS select `large`.`id` AS `id` from `large`"),
                SchemaChange.of("DROP TRIGGER born")
                        .undoneBy("CREATE TRIGGER born BEFORE INSERT ON animal FOR EACH ROW SET NEW.name = 'x'")
                        .shows("- CREATE TRIGGER " + inTrigger("born") + " BEFORE INSERT ON " + inTrigger("animal")
                                + " FOR EACH ROW SET NEW.name = 'x'"),
                SchemaChange.of("DROP FUNCTION one")
                        .undoneBy("CREATE FUNCTION one() RETURNS int DETERMINISTIC RETURN 1")
                        .shows("- CREATE FUNCTION `one`() RETURNS " + integer() + "\n    DETERMINISTIC\nRETURN 1"),
                SchemaChange.of("DROP EVENT nightly")
                        .undoneBy("CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY DO DELETE FROM visit")
                        .shows(
                                "- CREATE EVENT `nightly` ON SCHEDULE EVERY 1 DAY ON COMPLETION NOT PRESERVE DO DELETE FROM visit"));
    }

    /** What leaves everything as it is, or belongs to no schema. */
    private static List<SchemaChange> unseen() {
        return List.of(
                SchemaChange.of("INSERT INTO zoo (city) VALUES ('Rome'), ('Oslo')", "ANALYZE TABLE zoo"),
                SchemaChange.of("CREATE TEMPORARY TABLE passing (id int)").undoneBy("DROP TEMPORARY TABLE passing"),
                SchemaChange.of("RENAME TABLE visit TO visits", "RENAME TABLE visits TO visit"),
                SchemaChange.of("ALTER EVENT nightly DISABLE"),
                SchemaChange.of("SET sql_mode = 'ANSI_QUOTES', sql_select_limit = 1")
                        .undoneBy("SET sql_mode = DEFAULT, sql_select_limit = DEFAULT"));
    }

    private String integer() {
        return mariaDb ? "int(11)" : "int";
    }

    private String now() {
        return mariaDb ? "current_timestamp()" : "CURRENT_TIMESTAMP";
    }

    private String partitioned(String name, int end) {
        return "ALTER TABLE `visit` PARTITION BY RANGE (`day`)\n(PARTITION " + partition(name) + " VALUES LESS THAN ("
                + end + ") ENGINE = InnoDB";
    }

    /** MariaDB quotes names of partitions, and MySQL those in triggers. */
    private String partition(String name) {
        return mariaDb ? '`' + name + '`' : name;
    }

    private String inTrigger(String name) {
        return mariaDb ? name : '`' + name + '`';
    }

    private static SchemaChange altered(String change, String... undo) {
        return SchemaChange.of("ALTER TABLE animal " + change)
                .undoneBy("ALTER TABLE animal " + String.join(", ", undo));
    }
}
