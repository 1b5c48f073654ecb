package io.migri.dialect.sqlite.connection;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.spi.file.PrivateFolder;
import io.migri.spi.file.UntrustedFileException;
import io.migri.spi.file.UserHome;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteException;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Keeps the driver's native library unpacked between runs, for the driver by itself unpacks it at every start. It lies in
 * {@code $XDG_CACHE_HOME/migri} or {@code ~/.cache/migri}; where it cannot lie there safely, the driver unpacks it into a folder of
 * this process alone.
 *
 * @see <a href="https://github.com/xerial/sqlite-jdbc/blob/master/USAGE.md">sqlite-jdbc: org.sqlite.lib.path</a>
 * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory Specification</a>
 */
public final class SqliteNativeLibrary {
    private static final String DIRECTORY_PROPERTY = "org.sqlite.lib.path";
    private static final String NAME_PROPERTY = "org.sqlite.lib.name";
    private static final String TEMPORARY_PROPERTY = "org.sqlite.tmpdir";

    private SqliteNativeLibrary() {}

    /**
     * Tells the driver where its library is. Does nothing where somebody has done so before. To be called before it is loaded.
     *
     * @throws MigriException if others could put another library in its place
     */
    static void prepare() {
        if (System.getProperty(DIRECTORY_PROPERTY) == null && System.getProperty(NAME_PROPERTY) == null) {
            cacheDirectory()
                    .flatMap(SqliteNativeLibrary::unpacked)
                    .ifPresentOrElse(SqliteNativeLibrary::announce, SqliteNativeLibrary::goElsewhere);
        }
    }

    private static void goElsewhere() {
        if (System.getProperty(TEMPORARY_PROPERTY) == null) {
            scratch().ifPresent(folder -> System.setProperty(TEMPORARY_PROPERTY, folder.toString()));
        }
    }

    /**
     * A folder for the driver, which has its file in it deleted when the process ends, and before the folder. Empty where none can be
     * made: the driver then says what it cannot do.
     */
    static Optional<Path> scratch() {
        try {
            Path folder = PrivateFolder.scratch("migri-sqlite-", List.of()).path();
            folder.toFile().deleteOnExit();
            return Optional.of(folder);
        } catch (UntrustedFileException e) {
            throw MigriException.of(
                            ErrorCode.DATABASE_UNAVAILABLE,
                            "SQLite's native library would be where others can replace it: " + e.getMessage())
                    .help("name a folder that only this user can write by XDG_CACHE_HOME")
                    .because(e)
                    .build();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Where this user's caches of Migri's are. */
    public static Optional<Path> cacheDirectory() {
        return cacheDirectory(System.getenv("XDG_CACHE_HOME"), UserHome.of(System.getenv()));
    }

    /** Whether the driver has failed because it could not unpack or load its library, and not at the database. */
    static boolean isMissing(SQLException failure) {
        return !(failure instanceof SQLiteException)
                && failure.getCause() != null
                && String.valueOf(failure.getMessage()).equals("Error opening connection");
    }

    /** What to do then. */
    static String remedy() {
        return "SQLite's native library has to be written to a file, and neither "
                + cacheDirectory().map(Path::toString).orElse("a folder of caches (there is no HOME)")
                + " nor " + System.getProperty("java.io.tmpdir")
                + " can be used for it; name a folder that this user can write by XDG_CACHE_HOME, or one from which programs may"
                + " be executed by MIGRI_JAVA_OPTS=-Djava.io.tmpdir=…";
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
        String path = resourceDirectory() + '/' + System.mapLibraryName("sqlitejdbc");
        URL url = inTheDriversJar(path);
        URLConnection connection = url == null ? null : url.openConnection();
        return connection instanceof JarURLConnection jar ? jar : null;
    }

    /** A class loader would open each jar of the class path up to the driver's to look for it. */
    private static @Nullable URL inTheDriversJar(String path) throws IOException {
        CodeSource source = SQLiteConnection.class.getProtectionDomain().getCodeSource();
        String jar = source == null || source.getLocation() == null
                ? ""
                : source.getLocation().toExternalForm();
        return jar.startsWith("file:") && jar.endsWith(".jar")
                ? new URL("jar:" + jar + '!' + path)
                : SQLiteConnection.class.getResource(path);
    }

    /** Where the driver looks itself, which on the usual machines is found without its help, for that takes it long. */
    private static String resourceDirectory() throws IOException {
        String architecture = System.getProperty("os.arch", "");
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return LibraryLoaderUtil.getNativeLibResourcePath();
        }
        return switch (architecture) {
            case "amd64" -> linux() + "x86_64";
            case "aarch64" -> linux() + "aarch64";
            default -> LibraryLoaderUtil.getNativeLibResourcePath();
        };
    }

    private static String linux() throws IOException {
        boolean musl = Files.readString(Path.of("/proc/self/maps")).contains("musl");
        return musl ? "/org/sqlite/native/Linux-Musl/" : "/org/sqlite/native/Linux/";
    }

    /** Others may be doing the same at this moment: each writes a file of its own, and the last one to be moved stays. */
    private static Optional<Path> unpacked(Path cache, JarURLConnection resource) {
        try {
            JarEntry entry = resource.getJarEntry();
            PrivateFolder folder = PrivateFolder.make(
                    cache.resolve("sqlite-" + Long.toHexString(entry.getCrc()) + '-' + entry.getSize()));
            String name = System.mapLibraryName("sqlitejdbc");
            Optional<Path> kept = whole(folder, name, entry);
            if (kept.isPresent()) {
                return kept;
            }
            try (InputStream content = resource.getInputStream()) {
                folder.write(name, content);
            }
            return whole(folder, name, entry);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> whole(PrivateFolder folder, String name, JarEntry entry) throws IOException {
        Optional<Path> file = folder.file(name);
        return file.isPresent() && holds(file.get(), entry) ? file : Optional.empty();
    }

    private static boolean holds(Path file, JarEntry entry) throws IOException {
        if (Files.size(file) != entry.getSize()) {
            return false;
        }
        CRC32 sum = new CRC32();
        sum.update(Files.readAllBytes(file));
        return sum.getValue() == entry.getCrc();
    }

    private static void announce(Path file) {
        System.setProperty(DIRECTORY_PROPERTY, String.valueOf(file.getParent()));
        System.setProperty(NAME_PROPERTY, String.valueOf(file.getFileName()));
    }
}
