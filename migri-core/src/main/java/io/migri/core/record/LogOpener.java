package io.migri.core.record;

import io.migri.spi.history.AppliedLog;
import io.migri.spi.DialectSession;

/** Opens the applied log of a session. */
@FunctionalInterface
public interface LogOpener {
    AppliedLog open(DialectSession session);
}
