package io.migri.cli.settings;

import io.migri.api.ErrorCode;
import io.migri.api.HistoryChange;
import io.migri.api.HistoryChange.Kind;
import io.migri.api.MigriException;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What {@code migri repair} is to do. Nothing is forgotten unless somebody says so: the directory may be the wrong one. */
public record RepairChoice(Invocation invocation) {

    /** What was chosen; where nothing was, changed files are accepted and missing ones forgotten. */
    public Set<Kind> kinds() {
        Set<Kind> kinds = chosen();
        return kinds.isEmpty() ? EnumSet.of(Kind.ACCEPT_CHANGED, Kind.FORGET_MISSING) : kinds;
    }

    /** A journal is cleared only by request: what its migration did is then forgotten. */
    private Set<Kind> chosen() {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        if (invocation.on(Setting.ACCEPT_CHANGED)) {
            kinds.add(Kind.ACCEPT_CHANGED);
        }
        if (invocation.on(Setting.RECORD)) {
            kinds.add(Kind.RECORD);
        }
        if (invocation.on(Setting.FORGET_MISSING)) {
            kinds.add(Kind.FORGET_MISSING);
        }
        if (invocation.on(Setting.CLEAR_JOURNAL)) {
            kinds.add(Kind.CLEAR_JOURNAL);
        }
        return kinds;
    }

    /** Whether nobody has said yet that entries may be forgotten. */
    public boolean asksFirst() {
        return chosen().isEmpty() && invocation.names().isEmpty() && !invocation.on(Setting.YES);
    }

    /** What may be done once it is known that there is nothing to forget, or that it may be forgotten. */
    public Set<Kind> agreed() {
        Set<Kind> kinds = kinds();
        if (asksFirst()) {
            kinds.remove(Kind.FORGET_MISSING);
        }
        return kinds;
    }

    public static boolean forgets(List<HistoryChange> changes) {
        return changes.stream().anyMatch(change -> change.kind() == Kind.FORGET_MISSING);
    }

    public static MigriException refusal(List<HistoryChange> planned) {
        long missing = planned.stream()
                .filter(change -> change.kind() == Kind.FORGET_MISSING)
                .count();
        return MigriException.of(
                        ErrorCode.VALIDATION,
                        (missing == 1 ? "1 recorded migration has" : missing + " recorded migrations have")
                                + " no file here; nothing was changed")
                .help(
                        "if this is the right directory, give --forget-missing or --accept-changed for the one or the other,"
                                + " or --yes for both")
                .build();
    }
}
