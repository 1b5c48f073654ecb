package io.migri.core.refusal;

import io.migri.api.ConnectionConfig;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.text.Text;
import io.migri.core.plugin.DialectRegistry;
import io.migri.spi.Dialect;
import java.util.Optional;

/** The server on which a dry run is to happen, where somebody named one. */
public final class ScratchServer {
    private ScratchServer() {}

    /**
     * Lets a dry run be made on {@code server}.
     *
     * @throws MigriException where {@code dialect} cannot rehearse there
     */
    public static void require(Dialect dialect, Optional<ConnectionConfig> server) {
        if (server.isEmpty()) {
            return;
        }
        Optional<Text> refusal = dialect.refusesScratchServer();
        if (refusal.isPresent()) {
            throw refused(refusal.get());
        }
        Optional<String> difference = DialectRegistry.difference(server.get(), dialect);
        if (difference.isPresent()) {
            throw refused(
                    Text.of("the server to rehearse on is " + difference.get() + "; name a server of the same kind"));
        }
        if (!server.get().database().isEmpty()) {
            throw refused(
                    Text.of("a dry run makes a database of its own on the server to rehearse on; leave out the name "
                            + server.get().database()));
        }
    }

    private static MigriException refused(Text reason) {
        return MigriException.of(ErrorCode.REQUEST_UNSUPPORTED, reason).build();
    }
}
