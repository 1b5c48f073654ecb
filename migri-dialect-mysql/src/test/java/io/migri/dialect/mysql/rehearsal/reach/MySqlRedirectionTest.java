package io.migri.dialect.mysql.rehearsal.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.dialect.mysql.effect.Scripts;
import io.migri.dialect.mysql.language.MySqlQuoting;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MySqlRedirectionTest {
    private static final MySqlRedirection REDIRECTION = new MySqlRedirection("shop", "dry", false, Scripts.MYSQL);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO ~.orders SELECT * FROM ~.old_orders",
                "INSERT INTO ~ . orders VALUES ('shop.orders', \"shop.orders\")",
                "UPDATE ~.a, ~.b SET ~.a.x = ~.b.y WHERE a.z IN (SELECT ~.c.z FROM ~.c)",
                "DELETE ~.a FROM ~.a JOIN b ON b.id = ~.a.id",
                "SELECT ~.f(1), @shop.x, `a`.shop, t.`shop` FROM t /* shop.t */ -- shop.t",
                "CALL ~.p()",
                "RENAME TABLE ~.a TO ~.b",
                "CREATE TRIGGER ~.t BEFORE INSERT ON ~.a FOR EACH ROW INSERT INTO ~.b VALUES (NEW.id)",
                "ALTER TABLE ~.a ADD FOREIGN KEY (b) REFERENCES ~.b (id)",
                "USE ~",
                "CREATE DATABASE /*!32312 IF NOT EXISTS*/ ~ /*!40100 DEFAULT CHARACTER SET latin1 */",
                "DROP DATABASE IF EXISTS ~",
                "ALTER DATABASE ~ CHARACTER SET utf8mb4",
                "/*!50003 CREATE*/ /*!50017 DEFINER=`a`@`b`*/ /*!50003 TRIGGER t AFTER UPDATE ON ~.a FOR EACH ROW SET @a = 1 */",
                "SELECT * FROM ~.shop, (SELECT shop.id FROM ~.shop) AS x WHERE shop.id = 'shop.id'",
                "SELECT shop.id, shop.name FROM shop JOIN ~.customer ON customer.id = shop.customer, ~.other",
                "UPDATE shop SET shop.name = 'a' WHERE shop.id IN (SELECT shop FROM ~.x)",
                "INSERT INTO shop (id) SELECT shop.id FROM ~.t AS shop"
            })
    void namesTheOtherDatabaseWhereADatabaseIsNamed(String pattern) {
        assertEquals(pattern.replace("~", "dry"), REDIRECTION.apply(pattern.replace("~", "shop"), MySqlQuoting.of("")));
        assertEquals(
                pattern.replace("~", "`dry`"), REDIRECTION.apply(pattern.replace("~", "`shop`"), MySqlQuoting.of("")));
    }

    @Test
    void goesByTheSqlMode() {
        String statement = "INSERT INTO \"shop\".t SELECT 'a\\' FROM shop.u WHERE x = ' shop.v'";
        assertEquals(
                "INSERT INTO \"dry\".t SELECT 'a\\' FROM dry.u WHERE x = ' shop.v'",
                REDIRECTION.apply(statement, MySqlQuoting.of("ANSI_QUOTES,NO_BACKSLASH_ESCAPES")));
    }

    @Test
    void comparesNamesAsTheServerDoes() {
        MySqlRedirection folded = new MySqlRedirection("shop", "dry", true, Scripts.MYSQL);
        assertEquals("DROP TABLE dry.t", folded.apply("DROP TABLE Shop.t", MySqlQuoting.of("")));
        assertEquals("DROP TABLE Shop.t", REDIRECTION.apply("DROP TABLE Shop.t", MySqlQuoting.of("")));
    }

    @Test
    void tellsOfFailuresInTheWordsOfTheScript() {
        SQLException failure = new SQLException("Table 'dry.t' doesn't exist", "42S02", 1146);
        SQLException translated = REDIRECTION.translated(failure);
        assertEquals("Table 'shop.t' doesn't exist", translated.getMessage());
        assertEquals(1146, translated.getErrorCode());
    }
}
