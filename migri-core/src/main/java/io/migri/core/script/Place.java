package io.migri.core.script;

import io.migri.spi.script.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * A mark of the journal that is written before its time, at a place where no statement notices it.
 *
 * @param through ordinal after the last statement that it says is done
 * @param hash over all statements before {@code through}
 * @param doubtful the statement with that ordinal, if it is marked as in doubt in the same place
 * @param doubtfulHash over all statements through that one
 */
public record Place(int through, String hash, @Nullable SqlStatement doubtful, String doubtfulHash) {}
