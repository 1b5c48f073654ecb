package io.migri.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The part of jOOQ that comes along. */
@ExtendWith(RepositoryParameter.class)
final class OwnJooqIT {
    private final Path file;

    OwnJooqIT(Repository repository) {
        file = repository.file("migri-jooq", ".jar");
    }

    @Test
    void isAThirdOfTheWhole() throws IOException {
        assertTrue(Files.size(file) < 1_700_000, () -> file + " has grown");
    }

    /** Each class can be loaded, checked and made ready by Java where nothing else is. */
    @Test
    void needsNothingButJava() throws Exception {
        try (JarFile jar = new JarFile(file.toFile());
                URLClassLoader alone =
                        new URLClassLoader(new URL[] {file.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            List<String> names = classes(jar).stream()
                    .map(JarEntry::getName)
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .toList();
            assertTrue(names.size() > 1000, () -> "only " + names);
            for (String name : names) {
                assertTrue(name.startsWith("io.migri.jooq."), name);
                assertEquals(name, Class.forName(name, true, alone).getName());
            }
        }
    }

    /** Nor does it know the other's types, or look for settings and files under the names that the other looks for. */
    @Test
    void doesNotNameTheOther() throws IOException {
        List<String> names = List.of(
                "Lorg/jooq/",
                constant("org/jooq/Field"),
                constant("/jooq-settings.xml"),
                constant("org.jooq.settings"),
                constant("org.jooq.no-logo"));
        try (JarFile jar = new JarFile(file.toFile())) {
            for (JarEntry entry : classes(jar)) {
                try (InputStream bytes = jar.getInputStream(entry)) {
                    String text = new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1);
                    names.forEach(name -> assertFalse(text.contains(name), () -> entry + " names " + name.strip()));
                }
            }
        }
    }

    /** As a class file holds it. */
    private static String constant(String text) {
        return "\1" + (char) (text.length() >> 8) + (char) (text.length() & 0xff) + text;
    }

    @Test
    void bringsItsLicenceAlong() throws IOException {
        try (JarFile jar = new JarFile(file.toFile());
                InputStream text = jar.getInputStream(jar.getEntry("META-INF/jooq/LICENSE.txt"))) {
            assertTrue(new String(text.readAllBytes(), StandardCharsets.UTF_8).contains("Apache License"));
        }
    }

    private static List<JarEntry> classes(JarFile jar) {
        return jar.stream().filter(entry -> entry.getName().endsWith(".class")).toList();
    }
}
