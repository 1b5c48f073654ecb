package io.migri.dialect.mysql.rehearsal.scratch;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.dialect.mysql.connection.MySqlServer;
import java.util.function.Consumer;

/** Whether what is seen on one server tells anything about another one. */
public final class MySqlScratchServer {
    private static final int MAJOR = 10000;
    private static final int MINOR = 100;

    private MySqlScratchServer() {}

    /**
     * Notes what differs.
     *
     * @throws MigriException where it differs too much
     */
    public static void require(MySqlServer real, MySqlServer scratch, Consumer<Text> warn) {
        if (real.mariaDb() != scratch.mariaDb() || real.genuine() != scratch.genuine()) {
            throw refused(real, scratch, "another product");
        }
        if (scratch.number() / MAJOR < real.number() / MAJOR) {
            throw refused(real, scratch, "an older version");
        }
        if (scratch.number() / MINOR != real.number() / MINOR) {
            warn.accept(Text.of("the dry run happens on " + scratch.describe() + ", and the database to migrate is on "
                    + real.describe() + ": they may differ in what they accept and in how they do it"));
        }
    }

    private static MigriException refused(MySqlServer real, MySqlServer scratch, String difference) {
        return MigriException.of(
                        ErrorCode.DRY_RUN_UNSUPPORTED,
                        "the server to rehearse on is " + scratch.describe() + ", " + difference
                                + " than that of the database to migrate, " + real.describe())
                .help(Text.of(
                        "nothing was executed; name a server with " + real.describe() + " by ", Option.DRY_RUN_SERVER))
                .build();
    }
}
