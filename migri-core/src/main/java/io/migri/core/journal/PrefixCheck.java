package io.migri.core.journal;

import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.SourcePosition;
import io.migri.api.text.Text;
import io.migri.core.reading.Discretion;
import io.migri.core.script.DataDigest;
import io.migri.core.script.PrefixDigest;
import io.migri.spi.DialectSession;
import io.migri.spi.history.JournalEntry;
import io.migri.spi.script.SqlStatement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares a migration's statements, as they come by, with those that are done. */
final class PrefixCheck {
    private final Migration migration;
    private final List<JournalEntry> done;
    private final DialectSession session;
    private final PrefixDigest digest = new PrefixDigest();
    private final List<SqlStatement> stretch = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private int index;
    private int seen;

    /** @param session knows the passwords in what is shown */
    PrefixCheck(Migration migration, List<JournalEntry> done, DialectSession session) {
        this.migration = migration;
        this.session = session;
        this.done = done;
    }

    /** The next statement. */
    void next(SqlStatement statement) throws IOException {
        seen++;
        if (index == done.size()) {
            return;
        }
        JournalEntry entry = done.get(index);
        digest.add(statement.text());
        String data = statement.data() == null ? "" : DataDigest.of(statement.data());
        if (!data.isEmpty()) {
            digest.addData(data);
        }
        if (stretch.size() < entry.statements().size()) {
            stretch.add(statement);
            lines.add(PrefixDigest.line(statement.text(), data, session.language()::withoutSecrets));
        }
        if (seen == entry.through()) {
            require(entry);
            index++;
            stretch.clear();
            lines.clear();
        }
    }

    /** Called after the last one. */
    void requireComplete() {
        if (index < done.size()) {
            JournalEntry entry = done.get(index);
            int present = Math.max(0, seen - entry.first());
            String recorded = present < entry.statements().size()
                    ? PrefixDigest.text(entry.statements().get(present))
                    : "statement " + (seen + 1);
            throw changed(seen + 1, recorded, "nothing: the file ends before it", null);
        }
    }

    private void require(JournalEntry entry) {
        if (digest.value().equals(entry.hash())) {
            return;
        }
        for (int i = 0; i < stretch.size(); i++) {
            String recorded = entry.statements().get(i);
            SqlStatement present = stretch.get(i);
            String line = lines.get(i);
            if (!PrefixDigest.same(recorded, line)) {
                SourcePosition position = Discretion.place(session, migration, present, 0);
                boolean dataAlone =
                        PrefixDigest.text(recorded).equals(PrefixDigest.text(line)) && present.data() != null;
                String text = PrefixDigest.text(line) + (dataAlone ? ", with other rows" : "");
                throw changed(present.ordinal() + 1, PrefixDigest.text(recorded), text, position);
            }
        }
        throw changed(entry.first() + stretch.size() + 1, "not kept, as there are many", "see the file", null);
    }

    private MigriException changed(int number, String recorded, String present, @Nullable SourcePosition position) {
        int all = done.get(done.size() - 1).through();
        return MigriException.of(
                        ErrorCode.VALIDATION,
                        migration.name() + ": statement " + number + " was changed, but statements 1 to " + all
                                + " are done since an earlier run")
                .help(Text.of(
                        "nothing was touched; put the statement back as it was, change only what comes after statement "
                                + all + ", and run `",
                        HandRepair.continuing(migration.name()),
                        "` again; or undo by hand what is done, ",
                        HandRepair.anew(migration.name())))
                .details(Text.of("recorded: " + recorded + "\npresent:  " + present))
                .at(position)
                .build();
    }
}
