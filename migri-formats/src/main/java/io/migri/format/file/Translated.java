package io.migri.format.file;

import io.migri.api.Migration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * A file that is translated while it is read, in bounded memory.
 *
 * @param file as it lies there
 * @param translation makes one for each reading
 */
public record Translated(Migration.Content file, Supplier<Translation> translation) implements Migration.Content {

    /** {@code file} under another name, translated. */
    public static Migration of(Migration file, String name, Supplier<Translation> translation) {
        return new Migration(name, file.kind(), file.origin(), new Translated(file.content(), translation));
    }

    @Override
    public InputStream open() throws IOException {
        return new Lines(file.open(), translation.get());
    }

    /** The translated bytes. */
    private static final class Lines extends InputStream {
        private static final int LONGEST = 1024 * 1024;

        private final LineReader lines;
        private final Translation translation;
        private byte[] ready = new byte[0];
        private int position;
        private boolean ended;

        Lines(InputStream file, Translation translation) {
            this.lines = new LineReader(file, LONGEST);
            this.translation = translation;
        }

        @Override
        public int read() throws IOException {
            return more() ? ready[position++] & 0xff : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!more()) {
                return -1;
            }
            int count = Math.min(length, ready.length - position);
            System.arraycopy(ready, position, target, offset, count);
            position += count;
            return count;
        }

        private boolean more() throws IOException {
            while (position == ready.length && !ended) {
                boolean begins = lines.atLineStart();
                String line = lines.next();
                ended = line == null;
                String text = line == null
                        ? translation.end()
                        : translation.line(line, begins) + (lines.atLineStart() ? "\n" : "");
                ready = text.getBytes(StandardCharsets.ISO_8859_1);
                position = 0;
            }
            return position < ready.length;
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
