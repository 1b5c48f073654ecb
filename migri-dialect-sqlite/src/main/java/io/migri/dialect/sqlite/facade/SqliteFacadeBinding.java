package io.migri.dialect.sqlite.facade;

import io.migri.dialect.sqlite.rehearsal.reach.SqliteReach;
import io.migri.spi.binding.Facade;
import io.migri.spi.binding.ScriptBinding;
import io.migri.spi.binding.ScriptChannel;
import io.migri.spi.binding.ScriptHost;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteConnection;

/** Scripts meet what looks like aiosqlite. */
public final class SqliteFacadeBinding implements ScriptBinding {
    private static final Facade FACADE = new Facade(
            "migri_aiosqlite",
            SqliteFacadeBinding.class,
            List.of(
                    "__init__.py",
                    "awaiting.py",
                    "connection.py",
                    "cursor.py",
                    "errors.py",
                    "functions.py",
                    "parameters.py",
                    "rows.py",
                    "shims/aiosqlite/__init__.py",
                    "shims/aiosqlite/context.py",
                    "shims/aiosqlite/core.py",
                    "shims/aiosqlite/cursor.py"));

    private final SQLiteConnection connection;
    private final SqliteReach reach;

    public SqliteFacadeBinding(SQLiteConnection connection, SqliteReach reach) {
        this.connection = connection;
        this.reach = reach;
    }

    @Override
    public Facade facade() {
        return FACADE;
    }

    @Override
    public ScriptChannel open(ScriptHost host) throws SQLException {
        return new SqliteFacadeChannel(connection, host, reach);
    }
}
