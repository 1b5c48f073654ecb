package io.migri.cli;

import io.migri.api.ConnectionConfig;
import io.migri.api.HistoryChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was, or would be, changed in the history. */
final class ChangeReport {

    private ChangeReport() {}

    /** @param done false where it is only said */
    static Map<String, Object> document(ConnectionConfig target, List<HistoryChange> changes, boolean done) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("target", TargetMembers.of(target));
        document.put("changes", changes.stream().map(ChangeReport::object).toList());
        document.put("done", done);
        return document;
    }

    static String line(HistoryChange change) {
        return Printable.text(change.message()) + "\n";
    }

    private static Map<String, Object> object(HistoryChange change) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", change.migration());
        object.put("change", StatusTable.word(change.kind()));
        object.put("message", change.message());
        return object;
    }
}
