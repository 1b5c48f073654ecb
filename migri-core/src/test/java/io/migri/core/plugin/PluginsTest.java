package io.migri.core.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.core.guest.Guests;
import io.migri.core.source.FileSourceProvider;
import io.migri.guest.Providers;
import io.migri.spi.source.MigrationSourceProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {

    @TempDir
    Path directory;

    @Test
    void refusesTwoPluginsOfOneNameOnceItIsAskedForAndNamesBoth() throws IOException {
        Plugins<MigrationSourceProvider> plugins =
                discover(List.of(), Providers.FirstS3.class, Providers.SecondS3.class);

        MigriException failure = assertThrows(MigriException.class, () -> plugins.find("s3"));

        assertEquals(ErrorCode.PLUGIN_MISBEHAVED, failure.code());
        assertTrue(failure.getMessage().contains(Providers.FirstS3.class.getName()), failure.getMessage());
        assertTrue(failure.getMessage().contains(Providers.SecondS3.class.getName()), failure.getMessage());
        assertTrue(
                failure.getMessage().contains("test-classes"),
                "it tells where the classes come from: " + failure.getMessage());
        assertEquals(List.of(failure), plugins.broken());
    }

    @Test
    void refusesTwoPluginsOfOneNameThatArePassedIn() {
        MigriException failure = assertThrows(
                MigriException.class,
                () -> discover(List.of(new Providers.FirstS3(), new Providers.SecondS3()), new String[0]));

        assertEquals(ErrorCode.PLUGIN_MISBEHAVED, failure.code());
    }

    @Test
    void takesOneThatIsPassedInTwiceForOne() throws IOException {
        MigrationSourceProvider twice = new Providers.FirstS3();

        Plugins<MigrationSourceProvider> plugins = discover(List.of(twice, twice), new String[0]);

        assertEquals(1, plugins.all().size());
    }

    @Test
    void aBrokenPluginKeepsNoOtherAway() throws IOException {
        Plugins<MigrationSourceProvider> plugins = discover(
                List.of(),
                Providers.Nameless.class,
                Providers.NullName.class,
                Providers.ThrowingName.class,
                PluginsTest.class,
                Providers.Hidden.class,
                Providers.Exploding.class,
                Providers.Static.class,
                Providers.FirstS3.class);

        assertTrue(plugins.find("s3").isPresent());
        List<String> told =
                plugins.broken().stream().map(MigriException::getMessage).toList();
        assertEquals(7, told.size(), told::toString);
        for (Class<?> broken : List.of(
                Providers.Nameless.class,
                Providers.NullName.class,
                Providers.ThrowingName.class,
                PluginsTest.class,
                Providers.Hidden.class,
                Providers.Exploding.class,
                Providers.Static.class)) {
            assertTrue(
                    told.stream().anyMatch(one -> one.contains(broken.getName() + " (")),
                    () -> broken + " is not told of: " + told);
        }
    }

    @Test
    void namesTheEntryWhoseClassIsNotThere() throws IOException {
        Plugins<MigrationSourceProvider> plugins =
                discover(List.of(), "com.example.Gone", Providers.FirstS3.class.getName());

        assertTrue(plugins.find("s3").isPresent());
        String told = plugins.broken().get(0).getMessage();
        assertTrue(told.startsWith("the plug-in com.example.Gone (file:"), told);
        assertEquals(1, plugins.broken().size());
    }

    @Test
    void aPassedInPluginWithoutANameIsRefused() {
        MigriException failure =
                assertThrows(MigriException.class, () -> discover(List.of(new Providers.Nameless()), new String[0]));

        assertEquals(ErrorCode.PLUGIN_MISBEHAVED, failure.code());
    }

    @Test
    void oneOfMigrisOwnWinsOverAGuestOfTheSameName() throws IOException {
        Plugins<MigrationSourceProvider> plugins =
                discover(List.of(), Providers.OtherFiles.class.getName(), FileSourceProvider.class.getName());

        assertEquals(
                FileSourceProvider.class, plugins.find("file").orElseThrow().getClass());
        assertTrue(plugins.broken().get(0).getMessage().contains(Providers.OtherFiles.class.getName()));
    }

    @Test
    void onePassedInWinsOverOneDiscovered() throws IOException {
        Providers.FirstS3 mine = new Providers.FirstS3();

        MigrationSourceProvider found =
                discover(List.of(mine), Providers.SecondS3.class).find("s3").orElseThrow();

        assertTrue(
                Guests.describe(found).startsWith(Providers.FirstS3.class.getName() + " "),
                () -> Guests.describe(found));
    }

    @Test
    void findsTheProvidersThatTheCoreBringsAlong() {
        SourceRegistry registry = SourceRegistry.discover(getClass().getClassLoader());

        assertTrue(SourceRegistry.isUrl("classpath:db"));
        MigriException failure = assertThrows(MigriException.class, () -> registry.open("ftp://host/db", Map.of()));
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
        return discover(
                explicit, List.of(registered).stream().map(Class::getName).toArray(String[]::new));
    }

    private Plugins<MigrationSourceProvider> discover(List<MigrationSourceProvider> explicit, String... registered)
            throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.write(services.resolve(MigrationSourceProvider.class.getName()), List.of(registered));
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
}
