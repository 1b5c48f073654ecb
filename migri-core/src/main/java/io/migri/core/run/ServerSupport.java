package io.migri.core.run;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener.Message;
import io.migri.core.options.RunOptions;
import io.migri.spi.DialectSession;
import io.migri.spi.examination.Finding;
import java.sql.SQLException;

/** Keeps a run from servers that Migri is not made for. */
final class ServerSupport {

    private ServerSupport() {}

    /**
     * Tells what is to be known of the server; refuses one that is a problem, unless {@code options} say that any will do.
     *
     * @throws MigriException with code {@code SERVER_UNSUPPORTED}
     */
    static void require(DialectSession session, RunOptions options) throws SQLException {
        for (Finding finding : session.support()) {
            switch (finding.state()) {
                case OK -> {}
                case WARNING -> options.listener().told(Message.info(finding.text()));
                case PROBLEM -> {
                    if (!options.anyServer()) {
                        throw MigriException.of(ErrorCode.SERVER_UNSUPPORTED, finding.text())
                                .build();
                    }
                    options.listener().told(Message.note(finding.text()));
                }
            }
        }
    }
}
