package io.migri.testkit.corpus;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks the archive of all corpora. */
final class CorpusArchive {
    private static final String COMPLETE = ".unpacked-from";

    private CorpusArchive() {}

    /** Unpacks {@code archive} into {@code directory}, unless that has been done already. Several JVMs may ask for it at once. */
    static synchronized Path unpacked(Path archive, Path directory) throws IOException {
        Files.createDirectories(directory);
        try (FileChannel channel = FileChannel.open(
                        directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            return lock.isValid() ? unpackedAlone(archive, directory) : directory;
        }
    }

    private static Path unpackedAlone(Path archive, Path directory) throws IOException {
        Path complete = directory.resolve(COMPLETE);
        String origin = archive + " " + Files.getLastModifiedTime(archive);
        if (!Files.exists(complete) || !Files.readString(complete).equals(origin)) {
            unpack(archive, directory);
            Files.writeString(complete, origin);
        }
        return directory;
    }

    private static void unpack(Path archive, Path directory) throws IOException {
        try (InputStream compressed = new BufferedInputStream(Files.newInputStream(archive));
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(compressed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(entry, tar, directory.resolve(entry.getName()).normalize(), directory);
            }
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path target, Path directory)
            throws IOException {
        if (!target.startsWith(directory)) {
            throw new IOException("leads out of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else {
            Files.createDirectories(target.getParent());
            Files.deleteIfExists(target);
            Files.copy(content, target);
        }
    }
}
