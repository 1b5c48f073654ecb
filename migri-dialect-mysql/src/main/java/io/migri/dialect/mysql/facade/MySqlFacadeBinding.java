package io.migri.dialect.mysql.facade;

import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.dialect.mysql.rehearsal.reach.MySqlStage;
import io.migri.dialect.mysql.report.MySqlTrials;
import io.migri.spi.binding.Facade;
import io.migri.spi.binding.ScriptBinding;
import io.migri.spi.binding.ScriptChannel;
import io.migri.spi.binding.ScriptHost;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes a session look like a connection of aiomysql. */
public record MySqlFacadeBinding(
        MySqlConnection connection,
        MySqlServer server,
        @Nullable MySqlStage stage,
        Supplier<@Nullable MySqlTrials> trials)
        implements ScriptBinding {
    private static final Facade FACADE = new Facade(
            "migri_aiomysql",
            MySqlFacadeBinding.class,
            List.of(
                    "__init__.py",
                    "charset.py",
                    "connection.py",
                    "constants.py",
                    "converters.py",
                    "cursor.py",
                    "cursors.py",
                    "driver.py",
                    "err.py",
                    "errors.py",
                    "formatting.py",
                    "results.py",
                    "waiting.py",
                    "shims/aiomysql/__init__.py",
                    "shims/aiomysql/connection.py",
                    "shims/aiomysql/cursors.py",
                    "shims/pymysql/__init__.py",
                    "shims/pymysql/constants/CLIENT.py",
                    "shims/pymysql/constants/ER.py",
                    "shims/pymysql/constants/FIELD_TYPE.py",
                    "shims/pymysql/constants/__init__.py",
                    "shims/pymysql/converters.py",
                    "shims/pymysql/cursors.py",
                    "shims/pymysql/err.py"));

    @Override
    public Facade facade() {
        return FACADE;
    }

    @Override
    public boolean mayCommit() {
        return true;
    }

    @Override
    public ScriptChannel open(ScriptHost host) throws SQLException {
        return new MySqlFacadeChannel(connection, server, stage, trials.get(), host);
    }
}
