package io.migri.core.run;

import java.sql.SQLException;

/** Another run applied the migration between this run's plan and its transaction. */
final class AlreadyAppliedException extends SQLException {
    private static final long serialVersionUID = 1L;

    AlreadyAppliedException(String name) {
        super(name + " was applied by another run");
    }
}
