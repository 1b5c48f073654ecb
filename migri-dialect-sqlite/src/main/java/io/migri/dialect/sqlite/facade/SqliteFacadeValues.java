package io.migri.dialect.sqlite.facade;

import java.math.BigInteger;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Python hands over, as SQLite takes it. */
final class SqliteFacadeValues {
    private SqliteFacadeValues() {}

    static @Nullable Object[] converted(List<? extends @Nullable Object> values) throws SQLException {
        @Nullable Object[] converted = new @Nullable Object[values.size()];
        for (int i = 0; i < converted.length; i++) {
            converted[i] = converted(values.get(i));
        }
        return converted;
    }

    static @Nullable Object converted(@Nullable Object value) throws SQLException {
        if (value instanceof Boolean truth) {
            return truth ? 1L : 0L;
        }
        if (value instanceof BigInteger) {
            throw new SqliteFacadeRefusal("OverflowError", "Python int too large to convert to SQLite INTEGER");
        }
        return value;
    }
}
