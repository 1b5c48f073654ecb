package io.migri.dialect.mysql;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;

/** Why there is no dry run yet. */
final class MySqlRehearsal {
    private MySqlRehearsal() {}

    static MigriException unsupported(MySqlServer server) {
        String product = server.mariaDb() ? "MariaDB" : "MySQL";
        return new MigriException(
                ErrorCode.DRY_RUN_UNSUPPORTED,
                "A dry run is not possible on " + product
                        + " yet: it commits CREATE, ALTER and DROP at once, so nothing that a"
                        + " migration does to tables could be undone",
                "copy the database (mysqldump) and run `migri migrate` on the copy",
                null,
                null,
                null);
    }
}
