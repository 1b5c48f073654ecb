package io.migri.core.script;

import io.migri.api.Migration;
import io.migri.spi.DialectSession;
import io.migri.spi.script.SqlStatement;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Scripts that nobody has read: their statements are given, and nobody asks for their hash. */
public final class PreparedScripts {
    private PreparedScripts() {}

    public static PreparedScript of(Migration migration, DialectSession session, List<SqlStatement> statements)
            throws SQLException, IOException {
        ShapeScan scan = new ShapeScan();
        statements.forEach(scan::add);
        return new PreparedScript(
                        migration,
                        session,
                        new Directives(false),
                        statements.isEmpty(),
                        statements.size(),
                        "",
                        ScriptShape.NONE,
                        statements)
                .shaped(scan);
    }
}
