package io.migri.cli.report;

import io.migri.api.ConnectionConfig;
import io.migri.api.HistoryChange;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.output.Printable;
import io.migri.cli.output.Terminal;
import io.migri.cli.output.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells what was, or would be, changed in the history. */
public record ChangeReport(Terminal terminal, ConnectionConfig target, boolean json) {

    /** Changes that are only planned. */
    public ExitStatus planned(List<HistoryChange> changes) {
        return tell(changes, false);
    }

    /** Changes that were made. */
    public ExitStatus made(List<HistoryChange> changes) {
        return tell(changes, true);
    }

    /** A change that is being made. A document shows it as a part, when all are made. */
    public void making(HistoryChange change) {
        if (!json) {
            terminal.print(line(change));
        }
    }

    /** All that were made. {@link #making} has printed them. */
    public ExitStatus ended(List<HistoryChange> changes) {
        return json || changes.isEmpty() ? made(changes) : ExitStatus.DONE;
    }

    private ExitStatus tell(List<HistoryChange> changes, boolean done) {
        if (json) {
            terminal.printDocument(document(changes, done));
        } else if (changes.isEmpty()) {
            terminal.print("Nothing to do.\n");
        } else {
            changes.forEach(change -> terminal.print(line(change)));
        }
        return ExitStatus.DONE;
    }

    /** @param done false where it is only said */
    private Map<String, Object> document(List<HistoryChange> changes, boolean done) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("target", TargetMembers.of(target));
        document.put("changes", changes.stream().map(ChangeReport::object).toList());
        document.put("done", done);
        return document;
    }

    private static String line(HistoryChange change) {
        return Printable.text(change.message()) + "\n";
    }

    private static Map<String, Object> object(HistoryChange change) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", change.migration());
        object.put("change", Words.of(change.kind()));
        object.put("message", change.message());
        return object;
    }
}
