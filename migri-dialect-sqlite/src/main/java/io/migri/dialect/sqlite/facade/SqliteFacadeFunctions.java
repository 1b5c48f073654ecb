package io.migri.dialect.sqlite.facade;

import io.migri.spi.binding.ScriptHost;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.Function;
import org.sqlite.SQLiteConnection;

/** The functions that a script has made. */
final class SqliteFacadeFunctions {
    private final SQLiteConnection connection;
    private final ScriptHost host;
    private final List<SqliteFacadeFunction> added = new ArrayList<>();

    SqliteFacadeFunctions(SQLiteConnection connection, ScriptHost host) {
        this.connection = connection;
        this.host = host;
    }

    /**
     * Makes one.
     *
     * @param number by which the host knows it
     */
    void add(String name, long arity, long number, boolean deterministic) throws SQLException {
        SqliteFacadeFunction function = new SqliteFacadeFunction(host, number);
        Function.create(connection, name, function, (int) arity, deterministic ? Function.FLAG_DETERMINISTIC : 0);
        added.add(function);
    }

    /** The script has ended. */
    void end() {
        added.forEach(SqliteFacadeFunction::end);
    }
}
