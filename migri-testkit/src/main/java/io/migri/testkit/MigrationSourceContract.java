package io.migri.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.spi.source.MigrationSource;
import io.migri.spi.source.MigrationSourceProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a {@link MigrationSource} owes: every migration that there is, once, with its bytes as they are, however often they are wanted. */
public abstract class MigrationSourceContract {
    private static final byte[] EVERY_BYTE = everyByte();
    private static final byte[] TEXT =
            "\uFEFFSELECT 1;\r\nSELECT '\u00e9 \ud83e\udd73';\r".getBytes(StandardCharsets.UTF_8);

    /** A source at a new place with these files. A name has a folder in it, such as {@code undo/}, only where {@link #hasFolders} says so. */
    protected abstract MigrationSource source(Map<String, byte[]> files) throws IOException;

    /** Whether it finds what lies in folders beside the migrations, by {@link MigrationSource#folder}. */
    protected boolean hasFolders() {
        return false;
    }

    /** A source at a place that does not exist. To make it does not fail. */
    protected abstract MigrationSource missing() throws IOException;

    /** Who opens sources of this sort; empty where they are only made in Java. */
    protected Optional<MigrationSourceProvider> provider() {
        return Optional.empty();
    }

    @Test
    void findsEachMigrationOnce() throws IOException {
        Map<String, byte[]> files = files("0001_first.sql", "0002_second.py", "0002_second.sql", "0003_\u00e4 b.sql");
        List<String> names = fileNames(source(files));
        assertEquals(new TreeSet<>(files.keySet()), new TreeSet<>(names));
        assertEquals(files.size(), names.size(), names::toString);
    }

    /** A file of another kind is found all the same, or named to whoever listens. */
    @Test
    void losesNoFileOfAnotherKind() throws IOException {
        Map<String, byte[]> files = files("0001_first.sql", "0002_second.SQL", "0003_third.py", "notes.txt");
        List<String> passedOver = new ArrayList<>();
        List<Migration> found = source(files).migrations(Set.of("sql"), passedOver::add);
        List<String> all =
                new ArrayList<>(found.stream().map(Migration::fileName).toList());
        assertTrue(all.contains("0001_first.sql"), all::toString);
        assertFalse(passedOver.contains("0001_first.sql"), passedOver::toString);
        all.addAll(passedOver);
        assertEquals(new TreeSet<>(files.keySet()), new TreeSet<>(all));
        assertEquals(files.size(), all.size(), all::toString);
    }

    @Test
    void takesTheExtensionForTheKindAndTheRestForTheName() throws IOException {
        Migration migration = only(source(files("0001.a.b.sql")));
        assertEquals("0001.a.b", migration.name());
        assertEquals("sql", migration.kind());
        assertTrue(migration.origin().contains("0001.a.b.sql"), migration::origin);
    }

    @Test
    void readsContentsByteForByte() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("0001_bytes.sql", EVERY_BYTE);
        files.put("0002_text.sql", TEXT);
        files.put("0003_empty.sql", new byte[0]);
        Map<String, byte[]> found = new TreeMap<>();
        for (Migration migration : all(source(files))) {
            found.put(migration.fileName(), bytes(migration));
        }
        assertEquals(files.keySet(), found.keySet());
        files.forEach((name, bytes) -> assertArrayEquals(bytes, found.get(name), name));
    }

    @Test
    void readsALargeFile() throws IOException {
        byte[] large = new byte[3_000_000];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) ((i * 31) >> 3);
        }
        assertArrayEquals(large, bytes(only(source(Map.of("0001_large.sql", large)))));
    }

    @Test
    void opensAContentAsOftenAsItIsWanted() throws IOException {
        Migration migration = only(source(Map.of("0001_text.sql", TEXT)));
        try (InputStream first = migration.content().open();
                InputStream second = migration.content().open()) {
            assertEquals(TEXT[0] & 0xFF, first.read());
            assertArrayEquals(TEXT, second.readAllBytes());
            assertEquals(TEXT[1] & 0xFF, first.read());
        }
        assertArrayEquals(TEXT, bytes(migration));
    }

    @Test
    void opensContentsInSeveralThreads() throws IOException {
        Migration migration = only(source(Map.of("0001_bytes.sql", EVERY_BYTE)));
        List<CompletableFuture<byte[]>> readers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            readers.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return bytes(migration);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
        }
        readers.forEach(reader -> assertArrayEquals(EVERY_BYTE, reader.join()));
    }

    @Test
    void keepsFoldersApart() throws IOException {
        Map<String, byte[]> files = files("0001_first.sql");
        if (hasFolders()) {
            files.put("undo/0001_first.sql", TEXT);
            files.put("undo/deeper/0002_no.sql", TEXT);
        }
        MigrationSource source = source(files);
        assertEquals(List.of("0001_first.sql"), fileNames(source));
        assertEquals(Optional.empty(), source.folder("repeatable"));
        Optional<MigrationSource> folder = source.folder("undo");
        assertEquals(hasFolders(), folder.isPresent());
        if (folder.isPresent()) {
            Migration inside = only(folder.get());
            assertEquals("0001_first.sql", inside.fileName());
            assertTrue(inside.origin().contains("undo"), inside::origin);
            assertArrayEquals(TEXT, bytes(inside));
        }
    }

    @Test
    void findsTheSameWhenAskedAgain() throws IOException {
        MigrationSource source = source(files("0001_first.sql", "0002_second.sql"));
        List<Migration> found = all(source);
        assertEquals(new TreeSet<>(found.stream().map(Migration::fileName).toList()), new TreeSet<>(fileNames(source)));
        for (Migration migration : found) {
            assertArrayEquals(
                    migration.fileName().getBytes(StandardCharsets.UTF_8), bytes(migration), migration::fileName);
        }
    }

    @Test
    void findsNothingWhereThereIsNothing() throws IOException {
        assertEquals(List.of(), all(source(Map.of())));
    }

    @Test
    void saysThatThePlaceIsMissing() throws IOException {
        MigrationSource source = missing();
        MigriException refusal = assertThrows(MigriException.class, () -> all(source));
        assertEquals(ErrorCode.SOURCE_UNREADABLE, refusal.code());
        assertFalse(String.valueOf(refusal.getMessage()).isBlank());
    }

    @Test
    void hasNoCompanionThatIsNotThere() throws IOException {
        MigrationSource source = source(files("0001_first.sql"));
        assertEquals(Optional.empty(), source.companion("no_such_file.txt"));
        assertEquals(Optional.empty(), source.companion(""));
    }

    @Test
    void aCompanionIsReadByteForByte() throws IOException {
        MigrationSource source = source(Map.of("0001_first.sql", TEXT, "order.txt", EVERY_BYTE));
        Optional<Migration.Content> companion = source.companion("order.txt");
        if (companion.isPresent()) {
            try (InputStream bytes = companion.get().open()) {
                assertArrayEquals(EVERY_BYTE, bytes.readAllBytes());
            }
        }
    }

    @Test
    void itsProviderHasAScheme() {
        provider()
                .ifPresent(provider -> assertTrue(
                        provider.scheme().matches("[a-z][a-z0-9+.-]*"), () -> "not a scheme: " + provider.scheme()));
    }

    /** Each holds its own name. */
    private static Map<String, byte[]> files(String... names) {
        Map<String, byte[]> files = new TreeMap<>();
        for (String name : names) {
            files.put(name, name.getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }

    /** As a run asks. */
    private static List<Migration> all(MigrationSource source) throws IOException {
        return source.migrations(Set.of("sql", "py"), passedOver -> {});
    }

    private static List<String> fileNames(MigrationSource source) throws IOException {
        return all(source).stream().map(Migration::fileName).toList();
    }

    private static Migration only(MigrationSource source) throws IOException {
        List<Migration> found = all(source);
        assertEquals(1, found.size(), found::toString);
        return found.get(0);
    }

    private static byte[] bytes(Migration migration) throws IOException {
        try (InputStream content = migration.content().open()) {
            return content.readAllBytes();
        }
    }

    private static byte[] everyByte() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }
}
