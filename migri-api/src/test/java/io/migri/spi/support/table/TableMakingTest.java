package io.migri.spi.support.table;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migri.spi.support.Spelling;
import io.migri.spi.support.StandardSpelling;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Two runs may be the first on a database at the same time. */
class TableMakingTest {
    private final SQLException missing = new SQLException("no such table");
    private final SQLException refused = new SQLException("refused");
    private boolean there;
    private boolean madeByAnother;
    private int attempts;

    @Test
    void theTableOfLocksMayBeMadeByAnotherRunMeanwhile() throws SQLException {
        madeByAnother = true;
        TableMaking making = new TableMaking(new Tables(), (StandardSpelling) () -> "APP");
        assertDoesNotThrow(() -> making.createLock("migri_lock"));
        making.createLock("migri_lock");
        assertEquals(1, attempts);
    }

    @Test
    void whyThereIsNoTableOfLocksIsTold() throws SQLException {
        TableMaking making = new TableMaking(new Tables(), (StandardSpelling) () -> "APP");
        assertSame(refused, assertThrows(SQLException.class, () -> making.createLock("migri_lock")));
    }

    private Object execute() throws SQLException {
        attempts++;
        there = madeByAnother;
        throw refused;
    }

    private Object query() throws SQLException {
        if (!there) {
            throw missing;
        }
        ResultSetMetaData columns = proxy(ResultSetMetaData.class, (proxy, method, arguments) -> null);
        return proxy(
                ResultSet.class, (proxy, method, arguments) -> method.getName().equals("getMetaData") ? columns : null);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** Those of a database that makes no tables. */
    private final class Tables implements OwnTables {
        @Override
        public Connection connection() {
            Statement statement = proxy(Statement.class, (proxy, method, arguments) -> switch (method.getName()) {
                case "execute" -> execute();
                case "executeQuery" -> query();
                default -> null;
            });
            return proxy(Connection.class, (proxy, method, arguments) -> statement);
        }

        @Override
        public Spelling spelling() {
            return (StandardSpelling) () -> "APP";
        }

        @Override
        public ColumnTypes types() {
            return new ColumnTypes("bigint", "bigint", "varchar(255)", 255, "clob", "blob", "timestamp");
        }

        @Override
        public boolean isMissing(SQLException failure) {
            return failure == missing;
        }
    }
}
