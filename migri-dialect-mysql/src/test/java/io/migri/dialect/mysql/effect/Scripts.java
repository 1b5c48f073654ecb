package io.migri.dialect.mysql.effect;

import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.dialect.mysql.language.MySqlSqlMode;
import io.migri.spi.script.ScriptCursor;
import io.migri.spi.script.SqlStatement;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/** Reads scripts without a server. */
public final class Scripts {
    public static final MySqlServer MYSQL = MySqlServer.of("9.7.4-2");
    public static final MySqlServer MARIADB = MySqlServer.of("11.8.6-MariaDB-0+deb13u1 from Debian");

    private Scripts() {}

    public static MySqlStatementReader reader(Reader script, MySqlServer server, String sqlMode) {
        return new MySqlStatementReader(new ScriptCursor(script), server, new MySqlSqlMode(sqlMode), assignment -> {});
    }

    public static List<SqlStatement> read(String script) throws IOException {
        return read(script, MYSQL, "");
    }

    public static List<SqlStatement> read(String script, MySqlServer server, String sqlMode) throws IOException {
        List<SqlStatement> statements = new ArrayList<>();
        try (MySqlStatementReader reader = reader(new StringReader(script), server, sqlMode)) {
            for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                statements.add(next);
            }
        }
        return statements;
    }

    public static List<String> texts(String script) throws IOException {
        return read(script).stream().map(SqlStatement::text).toList();
    }
}
