package io.migri.format.goose;

import io.migri.api.Migration;
import io.migri.format.file.LineReader;
import io.migri.format.file.Translated;
import io.migri.format.file.Translation;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;

/**
 * One half of a file. {@code NO TRANSACTION} counts wherever it stands in the file, so the file is looked through first.
 *
 * @param translation makes one, given whether the file wants no transaction
 */
record WithTransactionMode(Migration file, Function<Boolean, Translation> translation) implements Migration.Content {
    private static final int LONGEST = 64 * 1024;

    @Override
    public InputStream open() throws IOException {
        boolean noTransaction = wantsNone();
        return new Translated(file.content(), () -> translation.apply(noTransaction)).open();
    }

    private boolean wantsNone() throws IOException {
        try (LineReader lines = new LineReader(file.content().open(), LONGEST)) {
            boolean begins = lines.atLineStart();
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (begins && Annotation.of(line).equals(Optional.of(Annotation.NO_TRANSACTION))) {
                    return true;
                }
                begins = lines.atLineStart();
            }
        }
        return false;
    }
}
