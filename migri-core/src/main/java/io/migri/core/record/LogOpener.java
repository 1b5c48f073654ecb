package io.migri.core.record;

import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;

/** Opens the applied log of a session. */
@FunctionalInterface
public interface LogOpener {
    AppliedLog open(DialectSession session);
}
