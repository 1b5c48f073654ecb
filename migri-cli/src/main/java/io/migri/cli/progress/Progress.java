package io.migri.cli.progress;

import io.migri.api.MigrationReport;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener;

/** Shows on standard output how a run goes. */
public interface Progress extends MigrationListener, AutoCloseable {

    /** The run succeeded. */
    void finished(MigrationReport report);

    /** The run failed. Standard error says so, too. */
    default void failed(MigriException failure) {}

    /** Nothing more will come, whatever happened. */
    @Override
    void close();
}
