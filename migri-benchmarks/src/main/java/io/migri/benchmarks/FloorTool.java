package io.migri.benchmarks;

import static java.util.Objects.requireNonNull;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * The least that a Java program needs. It has the launcher's flags and an archive of its classes. Its {@code main} does
 * nothing, or asks the bare driver for one row. Its first run, which does not count, makes the archive.
 *
 * @param folder where its jar and archives are
 */
record FloorTool(String name, Class<?> program, Path folder) implements Tool {

    @Override
    public boolean works() {
        return false;
    }

    @Override
    public boolean can(Engine engine, Workload workload) {
        return workload.isShort();
    }

    @Override
    public List<String> command(Database database, Path migrations) throws IOException {
        Path archive = folder.resolve(program.getSimpleName() + "-" + database.engine() + ".jsa");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xlog:disable",
                "-XX:" + (Files.exists(archive) ? "SharedArchiveFile=" : "ArchiveClassesAtExit=") + archive,
                "-cp",
                jar() + File.pathSeparator + driver(database.engine()),
                program.getName()));
        command.addAll(List.of(database.jdbcUrl(), database.engine() == Engine.SQLITE ? "" : database.user()));
        return command;
    }

    /** An archive takes classes from jars alone. */
    private Path jar() throws IOException {
        Path jar = folder.resolve(program.getSimpleName() + ".jar");
        if (!Files.exists(jar)) {
            String entry = program.getName().replace('.', '/') + ".class";
            try (JarOutputStream target = new JarOutputStream(Files.newOutputStream(jar));
                    InputStream content =
                            requireNonNull(program.getResourceAsStream(program.getSimpleName() + ".class"))) {
                target.putNextEntry(new JarEntry(entry));
                content.transferTo(target);
            }
        }
        return jar;
    }

    private static Path driver(Engine engine) throws IOException {
        Class<?> driver =
                switch (engine) {
                    case POSTGRESQL -> org.postgresql.Driver.class;
                    case SQLITE -> org.sqlite.JDBC.class;
                    case MYSQL, MARIADB -> com.mysql.cj.jdbc.Driver.class;
                };
        try {
            return Path.of(
                    driver.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
