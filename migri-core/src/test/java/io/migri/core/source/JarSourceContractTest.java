package io.migri.core.source;

import io.migri.spi.source.MigrationSource;
import io.migri.testkit.MigrationSourceContract;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder of the class path that is in a jar. */
final class JarSourceContractTest extends MigrationSourceContract {
    @TempDir
    private Path root;

    private @Nullable URLClassLoader loader;

    @AfterEach
    void close() throws IOException {
        if (loader != null) {
            loader.close();
        }
    }

    @Override
    protected MigrationSource source(Map<String, byte[]> files) throws IOException {
        return new ClasspathSource("db/migrations", jar(files));
    }

    @Override
    protected boolean hasFolders() {
        return true;
    }

    @Override
    protected MigrationSource missing() throws IOException {
        return new ClasspathSource("db/missing", jar(Map.of()));
    }

    private URLClassLoader jar(Map<String, byte[]> files) throws IOException {
        Path jar = root.resolve("migrations.jar");
        try (JarOutputStream output = new JarOutputStream(Files.newOutputStream(jar))) {
            output.putNextEntry(new JarEntry("db/"));
            output.putNextEntry(new JarEntry("db/migrations/"));
            for (String folder : folders(files.keySet())) {
                output.putNextEntry(new JarEntry("db/migrations/" + folder));
            }
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                output.putNextEntry(new JarEntry("db/migrations/" + file.getKey()));
                output.write(file.getValue());
            }
        }
        URLClassLoader made = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
        loader = made;
        return made;
    }

    private static Set<String> folders(Set<String> names) {
        Set<String> folders = new LinkedHashSet<>();
        for (String name : names) {
            for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
                folders.add(name.substring(0, slash + 1));
            }
        }
        return folders;
    }
}
