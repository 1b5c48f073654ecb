package io.migri.core.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migri.api.Migration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrozenContentTest {
    private static final int LARGE = 3 * 1024 * 1024;

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("0001.sql");
    }

    @Test
    void givesASmallFileAsItWasFirstReadAndTellsThatItChanged() throws IOException {
        Files.writeString(file, "select 1");
        Migration frozen = frozen(LARGE);
        assertEquals("select 1", text(frozen));

        Files.writeString(file, "drop table a");

        assertEquals("select 1", text(frozen));
        assertThrows(ChangedFileException.class, () -> FrozenContent.requireUnchanged(frozen));
    }

    @Test
    void aFileThatIsAsItWasIsUnchanged() throws IOException {
        Files.writeString(file, "select 1");
        Migration frozen = frozen(LARGE);
        text(frozen);

        FrozenContent.requireUnchanged(frozen);
    }

    @Test
    void readsALargeFileAgainAndStopsInFrontOfThePieceThatChanged() throws IOException {
        byte[] content = bytes();
        Files.write(file, content);
        Migration frozen = frozen(LARGE);
        assertArrayEquals(content, all(frozen));
        assertArrayEquals(content, all(frozen));

        content[200_000] ^= 1;
        Files.write(file, content);

        try (InputStream in = frozen.content().open()) {
            in.readNBytes(3 * PieceHashes.PIECE);
            assertThrows(ChangedFileException.class, in::read);
        }
    }

    @Test
    void aLargeFileThatGrewOrShrankChanged() throws IOException {
        byte[] content = bytes();
        Files.write(file, content);
        Migration frozen = frozen(LARGE);
        all(frozen);

        Files.write(file, Arrays.copyOf(content, content.length + 1));
        assertThrows(ChangedFileException.class, () -> all(frozen));
        Files.write(file, Arrays.copyOf(content, content.length - 1));
        assertThrows(ChangedFileException.class, () -> all(frozen));
    }

    @Test
    void aFileBeyondTheAllowanceIsReadAgainLikeALargeOne() throws IOException {
        Files.writeString(file, "select 1");
        Migration frozen = frozen(3);
        text(frozen);

        Files.writeString(file, "select 2");

        assertThrows(ChangedFileException.class, () -> text(frozen));
    }

    @Test
    void knowsSizeAndHashOfALargeFileOnceItWasReadToItsEnd() throws Exception {
        byte[] content = bytes();
        Files.write(file, content);
        Migration whole = frozen(LARGE);
        try (InputStream in = whole.content().open()) {
            in.readNBytes(2 * PieceHashes.PIECE);
        }
        assertEquals(Optional.empty(), FrozenContent.whole(whole));

        all(whole);

        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        assertEquals(Optional.of(new WholeFile(content.length, hash)), FrozenContent.whole(whole));
    }

    private Migration frozen(long allowance) {
        Migration migration = new Migration("0001", "sql", file.toString(), () -> Files.newInputStream(file));
        return FrozenContent.freeze(migration, new FrozenContent.Allowance(allowance));
    }

    private static byte[] bytes() {
        byte[] content = new byte[20 * PieceHashes.PIECE];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i / 7);
        }
        return content;
    }

    private static String text(Migration migration) throws IOException {
        return new String(all(migration), StandardCharsets.UTF_8);
    }

    private static byte[] all(Migration migration) throws IOException {
        try (InputStream in = migration.content().open()) {
            return in.readAllBytes();
        }
    }
}
