package io.migri.core.journal;

import io.migri.core.script.PrefixDigest;
import io.migri.spi.history.RecoveryJournal;
import io.migri.spi.history.RecoveryJournal.Reach;
import io.migri.spi.script.SqlStatement;

/** A stretch of a script in which no mark has a place: from its beginning up to the first statement behind a place that closes it. */
final class HeldStretch {
    private final RecoveryJournal journal;
    private final int opened;
    private final PrefixDigest digest = new PrefixDigest();
    private int through;
    private boolean closed;

    /** @param opened how many statements, from the first of the script on, end with the one that opens it */
    HeldStretch(RecoveryJournal journal, int opened) {
        this.journal = journal;
        this.opened = opened;
    }

    /** The next statement of the script, from its first on. */
    void next(SqlStatement statement) {
        if (!closed) {
            digest.add(statement.text());
            through = statement.ordinal() + 1;
            closed = through > opened && journal.reach(statement.text()) == Reach.CLOSES;
        }
    }

    /** How many statements end with the one that closes it, or with the script. */
    int through() {
        return through;
    }

    /** Over those. */
    String hash() {
        return digest.value();
    }
}
