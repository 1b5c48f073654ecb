package io.migri.core.audience;

import static org.junit.jupiter.api.Assertions.assertSame;

import io.migri.api.event.MigrationListener;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application whose logging is broken migrates all the same. */
class BrokenLoggingTest {

    @Test
    void aBackendThatIsNamedWronglyIsNone(@TempDir Path folder) throws Exception {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve("org.slf4j.spi.SLF4JServiceProvider"), "this is no class\n");
        List<URL> path = new ArrayList<>(List.of(folder.toUri().toURL()));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            path.add(Path.of(entry).toUri().toURL());
        }
        try (URLClassLoader application =
                new URLClassLoader(path.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
            Object audience = application
                    .loadClass(Audience.class.getName())
                    .getMethod("of", List.class, boolean.class)
                    .invoke(null, List.of(), true);
            Object none = application
                    .loadClass(MigrationListener.class.getName())
                    .getField("NONE")
                    .get(null);
            assertSame(none, audience);
        }
    }
}
