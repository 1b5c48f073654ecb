package io.migri.cli;

import io.migri.api.MigrationReport;
import io.migri.api.event.MigrationListener;

/** Shows on standard output how a run goes. */
interface Progress extends MigrationListener, AutoCloseable {

    /** The run succeeded. */
    void finished(MigrationReport report);

    /** Nothing more will come, whatever happened. */
    @Override
    void close();
}
