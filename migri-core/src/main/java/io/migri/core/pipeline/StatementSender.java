package io.migri.core.pipeline;

import io.migri.core.attempt.BatchItem;
import io.migri.core.attempt.BatchItem.Role;
import io.migri.core.attempt.Outbox;
import io.migri.core.journal.JournalMarks;
import io.migri.core.script.DataDigest;
import io.migri.spi.script.SqlStatement;
import java.io.IOException;
import java.io.Reader;
import java.sql.SQLException;

/** Gives the outbox a statement of the script, with its data where it has some. */
final class StatementSender {
    private final Outbox outbox;
    private final JournalMarks marks;

    StatementSender(Outbox outbox, JournalMarks marks) {
        this.outbox = outbox;
        this.marks = marks;
    }

    void send(SqlStatement statement, Role role) throws SQLException, IOException {
        Reader data = statement.data();
        if (data == null) {
            outbox.add(BatchItem.of(role, statement));
        } else if (marks.begun()) {
            DataDigest digest = new DataDigest(data);
            outbox.load(statement, role, digest);
            marks.loaded(digest.value());
        } else {
            outbox.load(statement, role, data);
        }
    }
}
