package io.migri.core.lock;

import java.sql.SQLException;

/** Another run applied the migration between this run's plan and its transaction. */
public final class AlreadyAppliedException extends SQLException {
    private static final long serialVersionUID = 1L;

    public AlreadyAppliedException(String name) {
        super(name + " was applied by another run");
    }
}
