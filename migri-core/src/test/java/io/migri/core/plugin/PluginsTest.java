package io.migri.core.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.spi.source.MigrationSource;
import io.migri.spi.source.MigrationSourceProvider;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {

    @TempDir
    Path directory;

    @Test
    void refusesTwoPluginsOfOneNameAndNamesBoth() throws IOException {
        MigriException failure =
                assertThrows(MigriException.class, () -> discover(List.of(), FirstS3.class, SecondS3.class));

        assertEquals(ErrorCode.PLUGIN_MISBEHAVED, failure.code());
        assertTrue(failure.getMessage().contains(FirstS3.class.getName()), failure.getMessage());
        assertTrue(failure.getMessage().contains(SecondS3.class.getName()), failure.getMessage());
        assertTrue(
                failure.getMessage().contains("file:"),
                "it tells where the classes come from: " + failure.getMessage());
    }

    @Test
    void refusesAPluginWithoutAName() {
        MigriException failure = assertThrows(MigriException.class, () -> discover(List.of(), Nameless.class));

        assertEquals(ErrorCode.PLUGIN_MISBEHAVED, failure.code());
    }

    @Test
    void refusesAPluginThatCannotBeLoaded() {
        MigriException failure = assertThrows(MigriException.class, () -> discover(List.of(), PluginsTest.class));

        assertEquals(ErrorCode.PLUGIN_MISBEHAVED, failure.code());
    }

    @Test
    void onePassedInWinsOverOneDiscovered() throws IOException {
        FirstS3 mine = new FirstS3();

        assertSame(mine, discover(List.of(mine), SecondS3.class).find("s3").orElseThrow());
    }

    @Test
    void findsTheProvidersThatTheCoreBringsAlong() {
        SourceRegistry registry = SourceRegistry.discover(getClass().getClassLoader());

        assertTrue(SourceRegistry.isUrl("classpath:db"));
        MigriException failure = assertThrows(MigriException.class, () -> registry.open("ftp://host/db"));
        assertEquals(
                "give a directory, or a URL of one of the schemes: classpath, file",
                failure.help().orElseThrow().toString());
    }

    @Test
    void aPathIsNoUrl() {
        assertEquals(false, SourceRegistry.isUrl("C:\\migrations"));
        assertEquals(false, SourceRegistry.isUrl("migrations"));
        assertEquals(false, SourceRegistry.isUrl("./a:b"));
        assertEquals(false, SourceRegistry.isUrl("1a:b"));
        assertEquals(false, SourceRegistry.isUrl(":b"));
        assertEquals(false, SourceRegistry.isUrl(""));
    }

    private Plugins<MigrationSourceProvider> discover(List<MigrationSourceProvider> explicit, Class<?>... registered)
            throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        List<String> names = List.of(registered).stream().map(Class::getName).toList();
        Files.write(services.resolve(MigrationSourceProvider.class.getName()), names);
        // the parent's own registrations are hidden, so that a test sees none but its own
        ClassLoader loader = new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader()) {
            @Override
            public java.util.Enumeration<URL> getResources(String name) throws IOException {
                return findResources(name);
            }
        };
        return Plugins.discover(MigrationSourceProvider.class, loader, explicit, provider -> Set.of(provider.scheme()));
    }

    /** A provider of a scheme. */
    public static class FirstS3 implements MigrationSourceProvider {
        @Override
        public String scheme() {
            return "s3";
        }

        @Override
        public MigrationSource open(URI location) {
            return List::of;
        }
    }

    /** Another provider of the same scheme. */
    public static final class SecondS3 extends FirstS3 {}

    /** A provider that forgot to say what it is. */
    public static final class Nameless extends FirstS3 {
        @Override
        public String scheme() {
            return " ";
        }
    }
}
