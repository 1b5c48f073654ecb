package io.migri.dialect.mysql.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.dialect.mysql.effect.Scripts;
import io.migri.dialect.mysql.journal.MySqlSubject.Change;
import io.migri.dialect.mysql.journal.MySqlSubject.Kind;
import io.migri.dialect.mysql.journal.MySqlSubject.Named;
import io.migri.dialect.mysql.language.MySqlQuoting;
import io.migri.dialect.mysql.language.MySqlTokens;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlSubjectTest {

    @Test
    void namesMayBeQuotedQualifiedAndParted() {
        assertObjects("CREATE TABLE a (id int)", table(null, "a"));
        assertObjects("create table`a`(id int)", table(null, "a"));
        assertObjects("ALTER TABLE zoo.`an``imal` ADD COLUMN x int", table("zoo", "an`imal"));
        assertObjects("ALTER TABLE `zoo` . animal ADD x int", table("zoo", "animal"));
        assertObjects("ALTER TABLE \"zoo\".\"animal\" ADD x int", table("zoo", "animal"));
        assertObjects("CREATE VIEW größe AS SELECT 1", table(null, "größe"));
    }

    @Test
    void commentsAreNoNames() {
        assertObjects("DROP /* the old */ TABLE -- really\n a # yes", table(null, "a"));
        assertObjects("/*!50001 CREATE VIEW a AS SELECT 1 */", table(null, "a"));
        assertObjects("CREATE /*M!100401 OF */ TABLE /* if exists */ a (id int)", table(null, "a"));
    }

    @Test
    void anIndexIsLookedForInItsTable() {
        assertObjects("CREATE UNIQUE INDEX i ON zoo.a (id)", table("zoo", "a"));
        assertObjects("DROP INDEX i ON a", table(null, "a"));
        assertObjects("CREATE FULLTEXT INDEX `on` ON a (note)", table(null, "a"));
    }

    @Test
    void otherObjectsAreLookedForWhereTheyAreDescribed() {
        assertObjects("CREATE DEFINER=`root`@`localhost` PROCEDURE p() SELECT 1", new Named(Kind.ROUTINE, null, "p"));
        assertObjects("CREATE FUNCTION zoo.f() RETURNS int RETURN 1", new Named(Kind.ROUTINE, "zoo", "f"));
        assertObjects(
                "CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW SET @a = 1", new Named(Kind.TRIGGER, null, "t"));
        assertObjects("ALTER EVENT e DISABLE", new Named(Kind.EVENT, null, "e"));
        assertObjects("CREATE DATABASE zoo", new Named(Kind.SCHEMA, null, "zoo"));
        assertObjects("CREATE SQL SECURITY INVOKER VIEW v AS SELECT 1", table(null, "v"));
    }

    @Test
    void severalObjectsAreOneToMySqlAlone() {
        List<Named> two = List.of(table(null, "a"), table("zoo", "b"));
        assertEquals(new MySqlSubject(false, two, Change.AT_ONCE), subject("DROP TABLE a, zoo.b CASCADE", false));
        assertEquals(
                new MySqlSubject(false, two, Change.DROPPED_ONE_BY_ONE), subject("DROP TABLE a, zoo.b CASCADE", true));
        List<Named> four = List.of(table(null, "a"), table(null, "b"), table(null, "c"), table(null, "d"));
        assertEquals(new MySqlSubject(false, four, Change.AT_ONCE), subject("RENAME TABLE a TO b, c TO d", false));
        assertEquals(new MySqlSubject(false, four, Change.ONE_BY_ONE), subject("RENAME TABLE a TO b, c TO d", true));
    }

    @Test
    void aSingleTableIsRenamedAtOnce() {
        for (boolean mariaDb : List.of(false, true)) {
            assertEquals(
                    new MySqlSubject(false, List.of(table(null, "a"), table(null, "b")), Change.AT_ONCE),
                    subject("RENAME TABLE a TO b", mariaDb));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE IF EXISTS a",
                "CREATE TABLE IF NOT EXISTS a (id int)",
                "CREATE OR REPLACE VIEW v AS SELECT 1",
                "CREATE OR REPLACE TABLE a (id int)",
                "DROP VIEW /* maybe */ IF EXISTS v",
                "TRUNCATE TABLE a",
                "GRANT SELECT ON a TO b",
                "OPTIMIZE TABLE a",
                "ALTER USER u IDENTIFIED BY 'x'",
                "UNLOCK TABLES"
            })
    void whatDoesNoHarmTwiceIsRepeated(String statement) {
        assertTrue(subject(statement, false).repeatable(), statement);
        assertTrue(subject(statement, true).repeatable(), statement);
    }

    /** The words stand in the text of a routine or a view, not before its name. */
    @Test
    void whatABodySaysIsNotMeant() {
        assertObjects("CREATE PROCEDURE p() BEGIN DROP TABLE IF EXISTS a; END", new Named(Kind.ROUTINE, null, "p"));
        assertObjects("CREATE VIEW v AS SELECT IF(1, 2, 3)", table(null, "v"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CALL p()",
                "INSERT INTO a VALUES (1)",
                "ALTER TABLE a EXCHANGE PARTITION p WITH TABLE b",
                "ALTER TABLE a DISCARD TABLESPACE",
                "CREATE USER u",
                "CREATE SERVER s FOREIGN DATA WRAPPER mysql OPTIONS (HOST 'x')",
                "RENAME USER a TO b",
                ""
            })
    void nothingIsKnownOfTheRest(String statement) {
        assertUnknown(statement, false);
        assertUnknown(statement, true);
    }

    @Test
    void partitionsAreChangedOneByOneOnMariaDbUnlessTheStatementIsAboutThem() {
        assertChange(Change.BY_PARTITION, "ALTER TABLE a ADD COLUMN x int");
        assertChange(Change.BY_PARTITION, "CREATE UNIQUE INDEX i ON zoo.a (id)");
        assertChange(Change.BY_PARTITION, "DROP INDEX i ON a");
        assertChange(Change.AT_ONCE, "ALTER TABLE a ADD PARTITION (PARTITION p VALUES LESS THAN (10))");
        assertChange(Change.AT_ONCE, "ALTER TABLE a REMOVE PARTITIONING");
        assertChange(Change.AT_ONCE, "CREATE TABLE a (id int)");
        assertChange(Change.AT_ONCE, "DROP TABLE a");
        assertChange(Change.AT_ONCE, "RENAME TABLE a TO b");
        assertChange(Change.AT_ONCE, "ALTER EVENT e DISABLE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE IF NOT EXISTS a (id int)",
                "CREATE OR REPLACE TABLE a (id int)",
                "CREATE OR REPLACE TABLE a LIKE b"
            })
    void aTableThatMayBeMadeTwiceHasAName(String statement) {
        assertEquals(new MySqlSubject(true, List.of(table(null, "a")), Change.AT_ONCE), subject(statement, true));
    }

    private static void assertChange(Change expected, String statement) {
        assertEquals(expected, subject(statement, true).change(), statement);
        assertEquals(Change.AT_ONCE, subject(statement, false).change(), statement);
    }

    private static Named table(@Nullable String schema, String name) {
        return new Named(Kind.TABLE, schema, name);
    }

    private static void assertObjects(String statement, Named object) {
        for (boolean mariaDb : List.of(false, true)) {
            MySqlSubject subject = subject(statement, mariaDb);
            assertEquals(List.of(object), subject.objects(), statement + mariaDb);
            assertFalse(subject.repeatable(), statement + mariaDb);
        }
    }

    private static void assertUnknown(String statement, boolean mariaDb) {
        assertEquals(new MySqlSubject(false, List.of(), Change.AT_ONCE), subject(statement, mariaDb), statement);
    }

    private static MySqlSubject subject(String statement, boolean mariaDb) {
        MySqlServer server = mariaDb ? Scripts.MARIADB : Scripts.MYSQL;
        return MySqlSubject.of(MySqlTokens.of(statement, MySqlQuoting.of(""), server), mariaDb);
    }
}
