package io.migri.dialect.mysql.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.spi.script.TextSpan;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlTextsTest {
    private static final MySqlServer SERVER = MySqlServer.of("9.7.0");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t /* it's */ values ('secret') AFTER",
                "insert into c values ('', 'secret', \"secret\") AFTER",
                "select 'a\\'secret' AFTER",
                "select 'a\\', 'secret', 'b' AFTER",
                "select 'a\\\\', 'secret' AFTER",
                "select 'secret",
                "select 1 # secret\n, 2 AFTER",
                "select 1 -- secret\n, 2 AFTER",
                "/*!50000 select 'secret' */ AFTER",
                "select _utf8'secret' AFTER"
            })
    void showsNothingOfATextOrAComment(String statement) {
        String shown = MySqlTexts.leftOut(statement, SERVER);
        assertEquals(-1, shown.indexOf("secret"), shown);
        assertEquals(statement.contains("AFTER"), shown.contains("AFTER"), shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE USER 'plain'@'h' IDENTIFIED BY 'secret', 'b'@'h' IDENTIFIED WITH caching_sha2_password BY \"secret\" REQUIRE SUBJECT 'plain'",
                "ALTER USER a IDENTIFIED WITH mysql_native_password AS '*secret' REPLACE 'secret'",
                "CREATE USER a IDENTIFIED VIA mysql_native_password USING PASSWORD('secret') OR ed25519 USING 'secret'",
                "GRANT ALL ON *.* TO 'plain'@'%' IDENTIFIED BY PASSWORD '*secret'",
                "SET PASSWORD FOR 'plain'@'h' = 'secret'",
                "SET PASSWORD = PASSWORD('secret')",
                "CHANGE MASTER TO MASTER_USER='plain', MASTER_PASSWORD='secret'",
                "CHANGE REPLICATION SOURCE TO SOURCE_HOST='plain', SOURCE_PASSWORD='secret'",
                "CREATE SERVER s FOREIGN DATA WRAPPER mysql OPTIONS (USER 'plain', PASSWORD 'secret')",
                "CREATE TABLE t (a int) ENGINE=FEDERATED CONNECTION='mysql://u:secret@h/d/t' COMMENT='plain'",
                "PREPARE p FROM 'CREATE USER a IDENTIFIED BY ''secret'''",
                "SET @s = CONCAT('ALTER USER a IDENTIFIED BY ', QUOTE('secret')); SELECT 'plain'",
                "/*!50000 SET PASSWORD = 'secret' */",
                "CREATE PROCEDURE p() BEGIN SELECT 'plain'; SET PASSWORD = 'secret'; END"
            })
    void findsThePasswordsOfAScript(String script) {
        String stored = TextSpan.replaced(script, MySqlTexts.secrets(script, SERVER), "'***'");
        assertEquals(-1, stored.indexOf("secret"), stored);
        assertEquals(script.contains("plain"), stored.contains("plain"), stored);
    }

    @Test
    void leavesWhatIsNoPassword() {
        for (String script : List.of(
                "create table u (password varchar(9) default 'x' comment 'y')",
                "insert into i18n values ('password', 'Passwort')",
                "create user 'a'@'h'",
                "alter table t comment 'x'")) {
            assertEquals(List.of(), MySqlTexts.secrets(script, SERVER), script);
        }
    }
}
