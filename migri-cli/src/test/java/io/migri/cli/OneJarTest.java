package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneJarTest {
    private static final ClassLoader CLASS_PATH = OneJarTest.class.getClassLoader();

    /** A plug-in that a module declares and the command line's jar does not would not be found in an installation. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.migri.spi.Dialect",
                "io.migri.spi.examination.Examiner",
                "io.migri.spi.execution.MigrationExecutor",
                "io.migri.spi.execution.RuntimeInstaller",
                "io.migri.spi.source.MigrationSourceProvider"
            })
    void theCommandLinesJarDeclaresThePluginsOfAllModules(String type) throws IOException {
        String resource = "META-INF/services/" + type;
        URL own = own(resource);
        Set<String> elsewhere = new TreeSet<>();
        for (URL file : Collections.list(CLASS_PATH.getResources(resource))) {
            if (!file.equals(own)) {
                elsewhere.addAll(lines(file));
            }
        }
        assertFalse(elsewhere.isEmpty());
        assertEquals(elsewhere, new TreeSet<>(lines(own)));
    }

    /** That of the command line itself, and not of a dialect's test. */
    private static URL own(String resource) throws IOException {
        String root = location(OneJar.class.getName().replace('.', '/') + ".class");
        return Collections.list(CLASS_PATH.getResources(resource)).stream()
                .filter(file -> file.toExternalForm().equals(root + resource))
                .findFirst()
                .orElseThrow();
    }

    private static String location(String resource) {
        String file = CLASS_PATH.getResource(resource).toExternalForm();
        return file.substring(0, file.length() - resource.length());
    }

    private static List<String> lines(URL file) throws IOException {
        try (InputStream content = file.openStream()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
