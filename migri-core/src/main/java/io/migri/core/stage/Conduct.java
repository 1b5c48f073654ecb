package io.migri.core.stage;

import io.migri.core.ahead.Meanwhile;
import io.migri.core.lock.Interruption;
import io.migri.core.lock.TransactionGate;
import io.migri.core.options.RunOptions;

/**
 * How migrations are run.
 *
 * @param gate how their transactions are opened
 * @param meanwhile what is done while the database works
 */
public record Conduct(
        RunOptions options, Mode mode, TransactionGate gate, Interruption interruption, Meanwhile meanwhile) {}
