package io.migri.format.history;

import io.migri.format.file.Numbered;
import io.migri.spi.format.ForeignEntry;
import io.migri.spi.format.ForeignEntry.Agreement;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Files that a history knows by their numbers.
 *
 * @param files all of them
 * @param name the recorded name of one
 */
public record NumberedFiles(List<Numbered> files, Function<Numbered, String> name) {

    /** The file of that number. */
    public Optional<Numbered> file(BigInteger number) {
        return files.stream().filter(one -> one.number().equals(number)).findFirst();
    }

    /** The entry of a number, of whose file nothing is known. */
    public ForeignEntry entry(BigInteger number, Optional<Instant> appliedAt) {
        return new ForeignEntry(number.toString(), file(number).map(name), appliedAt, Agreement.UNKNOWN);
    }
}
