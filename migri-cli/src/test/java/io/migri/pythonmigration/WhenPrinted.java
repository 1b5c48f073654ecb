package io.migri.pythonmigration;

import io.migri.api.event.MigrationListener;

/** Does something when a migration prints its first line. */
record WhenPrinted(Runnable action) implements MigrationListener {

    @Override
    public void printed(Printed event) {
        action.run();
    }
}
