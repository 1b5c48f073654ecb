package io.migri.spi.support.table;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.support.Spelling;
import io.migri.spi.support.StandardSpelling;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** To read a view would execute what somebody else chose. */
class OrdinaryTableTest {
    private final List<List<Object>> asked = new ArrayList<>();
    private String type = "VIEW";

    @Test
    void aViewUnderTheNameOfTheHistoryIsRefusedBeforeItIsRead() {
        TableLog log = new TableLog(new Tables(), new HistoryTable(null, "shop_history"));
        MigriException refusal = assertThrows(MigriException.class, log::read);
        assertEquals(ErrorCode.HISTORY_UNUSABLE, refusal.code());
        assertEquals(List.of("APP", "SHOP\\_HISTORY"), asked.get(0));
    }

    @Test
    void soIsOneUnderTheNameOfTheJournalInAnotherSchema() {
        TableJournal journal = new TableJournal(new Tables(), HistoryTable.USUAL.in("au_dit"), Settlement.UNKNOWN);
        MigriException refusal = assertThrows(MigriException.class, journal::read);
        assertEquals(ErrorCode.HISTORY_UNUSABLE, refusal.code());
        assertEquals(List.of("AU\\_DIT", "MIGRI\\_JOURNAL"), asked.get(0));
    }

    @Test
    void aTableIsNot() {
        for (String ordinary : List.of("TABLE", "BASE TABLE")) {
            type = ordinary;
            assertDoesNotThrow(() -> OrdinaryTable.require(new Tables().connection(), new Tables().spelling(), "h"));
        }
    }

    private static <T> T proxy(Class<T> port, InvocationHandler handler) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
    }

    /** Those of a database that has one thing of each name. Nothing of it is to be read. */
    private final class Tables implements OwnTables {
        @Override
        public Connection connection() {
            DatabaseMetaData about =
                    proxy(DatabaseMetaData.class, (proxy, method, arguments) -> switch (method.getName()) {
                        case "getSearchStringEscape" -> "\\";
                        case "getTables" -> found(arguments);
                        default -> throw new SQLException(method.getName());
                    });
            return proxy(Connection.class, (proxy, method, arguments) -> {
                if (method.getName().equals("getMetaData")) {
                    return about;
                }
                throw new AssertionError("something was sent: " + method.getName());
            });
        }

        private ResultSet found(@Nullable Object... arguments) {
            asked.add(Arrays.asList(arguments).subList(1, 3));
            int[] rows = {0};
            return proxy(ResultSet.class, (proxy, method, ignored) -> switch (method.getName()) {
                case "next" -> rows[0]++ == 0;
                case "getString" -> type;
                default -> null;
            });
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
            return false;
        }
    }
}
