package io.migri.dialect.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Keeps the driver's native library unpacked between runs, for the driver by itself unpacks it at every start. It lies in
 * {@code $XDG_CACHE_HOME/migri} or {@code ~/.cache/migri}; where it cannot lie there safely, the driver goes its own way.
 *
 * @see <a href="https://github.com/xerial/sqlite-jdbc/blob/master/USAGE.md">sqlite-jdbc: org.sqlite.lib.path</a>
 * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory Specification</a>
 */
final class SqliteNativeLibrary {
    private static final String DIRECTORY_PROPERTY = "org.sqlite.lib.path";
    private static final String NAME_PROPERTY = "org.sqlite.lib.name";

    private SqliteNativeLibrary() {}

    /** Tells the driver where its library is. Does nothing where somebody has done so before. To be called before it is loaded. */
    static void prepare() {
        if (System.getProperty(DIRECTORY_PROPERTY) != null || System.getProperty(NAME_PROPERTY) != null) {
            return;
        }
        cacheDirectory(System.getenv("XDG_CACHE_HOME"), System.getProperty("user.home"))
                .flatMap(SqliteNativeLibrary::unpacked)
                .ifPresent(SqliteNativeLibrary::announce);
    }

    /** Where to keep it: relative paths in the variable are to be ignored. */
    static Optional<Path> cacheDirectory(@Nullable String cacheHome, @Nullable String userHome) {
        if (cacheHome != null && cacheHome.startsWith("/")) {
            return Optional.of(Path.of(cacheHome, "migri"));
        }
        return Optional.ofNullable(userHome)
                .filter(home -> home.startsWith("/"))
                .map(home -> Path.of(home, ".cache", "migri"));
    }

    /** The library's file below {@code cache}, written there if it is not, and checked to be what the driver's jar holds. */
    static Optional<Path> unpacked(Path cache) {
        try {
            return Optional.ofNullable(resource()).flatMap(resource -> unpacked(cache, resource));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static @Nullable JarURLConnection resource() throws IOException {
        URL url = LibraryLoaderUtil.class.getResource(
                LibraryLoaderUtil.getNativeLibResourcePath() + '/' + LibraryLoaderUtil.getNativeLibName());
        URLConnection connection = url == null ? null : url.openConnection();
        return connection instanceof JarURLConnection jar ? jar : null;
    }

    private static Optional<Path> unpacked(Path cache, JarURLConnection resource) {
        try {
            JarEntry entry = resource.getJarEntry();
            Path directory = cache.resolve("sqlite-" + Long.toHexString(entry.getCrc()) + '-' + entry.getSize());
            Path file = directory.resolve(LibraryLoaderUtil.getNativeLibName());
            SqlitePrivateDirectory.create(directory);
            if (!holds(file, entry)) {
                unpack(resource, file);
            }
            return SqlitePrivateDirectory.isPrivate(file) && holds(file, entry) ? Optional.of(file) : Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static boolean holds(Path file, JarEntry entry) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) != entry.getSize()) {
            return false;
        }
        CRC32 sum = new CRC32();
        sum.update(Files.readAllBytes(file));
        return sum.getValue() == entry.getCrc();
    }

    /** Others may be doing the same at this moment: each writes a file of its own, and the last one to be moved stays. */
    private static void unpack(JarURLConnection resource, Path file) throws IOException {
        Path unfinished = Files.createTempFile(file.getParent(), "unpacking-", ".tmp");
        try (InputStream content = resource.getInputStream()) {
            Files.copy(content, unfinished, StandardCopyOption.REPLACE_EXISTING);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void announce(Path file) {
        System.setProperty(DIRECTORY_PROPERTY, String.valueOf(file.getParent()));
        System.setProperty(NAME_PROPERTY, String.valueOf(file.getFileName()));
    }
}
