package io.migri.core.stage;

import io.migri.core.lock.Interruption;
import io.migri.core.lock.TransactionGate;
import io.migri.core.options.RunOptions;

/**
 * How migrations are run.
 *
 * @param gate how their transactions are opened
 */
public record Conduct(RunOptions options, Mode mode, TransactionGate gate, Interruption interruption) {}
