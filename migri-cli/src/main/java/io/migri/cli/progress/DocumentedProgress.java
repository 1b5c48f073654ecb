package io.migri.cli.progress;

/** Shows it to a program, which gets a document in the end, however the run ended. */
public interface DocumentedProgress extends Progress {

    /** The run ended by {@code failure}: also by a setting that makes no sense, or a bug. */
    void ended(Throwable failure);
}
