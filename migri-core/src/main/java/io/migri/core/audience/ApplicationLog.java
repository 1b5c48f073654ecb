package io.migri.core.audience;

import io.migri.api.event.MigrationListener;

/** The log of the application that Migri is a part of. Safe for use by several threads. */
public interface ApplicationLog extends MigrationListener {

    /** This log for a run that undoes what it does. */
    ApplicationLog ofDryRun();

    /** That a listener threw {@code failure} when it was told something. */
    void misbehaved(String text, Throwable failure);
}
