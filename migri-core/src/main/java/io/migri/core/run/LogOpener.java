package io.migri.core.run;

import io.migri.spi.AppliedLog;
import io.migri.spi.DialectSession;

/** Opens the applied log of a session. */
@FunctionalInterface
public interface LogOpener {
    AppliedLog open(DialectSession session);
}
