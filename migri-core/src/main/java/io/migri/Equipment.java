package io.migri;

import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener;
import io.migri.api.event.MigrationListener.Message;
import io.migri.api.text.Text;
import io.migri.core.plugin.DialectRegistry;
import io.migri.core.plugin.ExecutorRegistry;
import io.migri.core.record.LogOpener;
import java.util.ArrayList;
import java.util.List;

/** What plug-ins bring to a run, beside the dialect and the source. */
record Equipment(DialectRegistry dialects, ExecutorRegistry executors, LogOpener logs) {

    /** Warns of plug-ins that are broken, and that this run does without. */
    void tell(MigrationListener listener) {
        List<MigriException> broken = new ArrayList<>(dialects.broken());
        broken.addAll(executors.broken());
        for (MigriException one : broken) {
            listener.told(Message.warning(Text.of(one.text(), "; it is left out")));
        }
    }
}
