package io.migri.core.run;

import io.migri.api.event.MigrationListener.Message;
import io.migri.api.text.Text;
import io.migri.core.options.RunOptions;
import io.migri.core.report.RunRecorder;
import io.migri.spi.DialectSession;
import io.migri.spi.probe.ProbeRequest;
import io.migri.spi.probe.StatementProbe;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens what keeps account of a run's statements. */
final class Recorders {

    private Recorders() {}

    /**
     * Null where nobody wants a report, or the database does not tell what is in one.
     *
     * @param rehearsal whether what happens in that session is going to be undone
     */
    static @Nullable RunRecorder open(DialectSession session, boolean rehearsal, RunOptions options)
            throws SQLException {
        if (!options.report()) {
            return null;
        }
        Optional<StatementProbe> probe = session.probe(
                new ProbeRequest(rehearsal, options.history().table().names()));
        if (probe.isEmpty()) {
            options.listener()
                    .told(Message.note(Text.of("there is no report: this database does not tell what statements do")));
        }
        return probe.map(found -> new RunRecorder(found, session, options.listener()))
                .orElse(null);
    }
}
