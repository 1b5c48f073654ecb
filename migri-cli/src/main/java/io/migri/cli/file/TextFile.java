package io.migri.cli.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a file of settings, which may be anything: a device that never ends, an image of a disk. */
public final class TextFile {
    private static final int LONGEST = 1024 * 1024;

    private TextFile() {}

    /**
     * The text of {@code file}, without a byte order mark.
     *
     * @throws IOException whose message is the reason, in words that follow the file's name
     */
    public static String read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream content = Files.newInputStream(file)) {
            bytes = content.readNBytes(LONGEST + 1);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no such file", e);
        } catch (IOException e) {
            throw new IOException(Files.isDirectory(file) ? "it is a directory" : "it cannot be read", e);
        }
        if (bytes.length > LONGEST) {
            throw new IOException("it is larger than 1 MiB");
        }
        return text(bytes);
    }

    private static String text(byte[] bytes) throws IOException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IOException("it is not UTF-8", e);
        }
    }
}
