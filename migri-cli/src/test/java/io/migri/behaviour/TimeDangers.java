package io.migri.behaviour;

import io.migri.api.report.Danger;
import io.migri.api.report.Danger.Severity;
import io.migri.api.report.Impact;
import java.util.List;

/** The dangers that are about time; what is lost is another matter, with tests of its own. */
final class TimeDangers {

    private TimeDangers() {}

    static List<Danger> of(Impact impact) {
        return impact.dangers().stream()
                .filter(danger -> danger.severity() != Severity.LOSS)
                .toList();
    }
}
