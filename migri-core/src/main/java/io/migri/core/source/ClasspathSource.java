package io.migri.core.source;

import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.spi.source.MigrationSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The files directly in one folder of the class path, in directories and in jars; where several have the folder, in all of
 * them.
 *
 * @param folder without a slash at either end
 */
public record ClasspathSource(String folder, ClassLoader loader) implements MigrationSource {

    public ClasspathSource {
        folder = withoutSlashes(folder);
    }

    @Override
    public List<Migration> migrations() throws IOException {
        return migrations(MigrationFile::isAny, name -> {});
    }

    @Override
    public List<Migration> migrations(Set<String> kinds, Consumer<String> passedOver) throws IOException {
        return migrations(kinds::contains, passedOver);
    }

    private List<Migration> migrations(Predicate<String> kinds, Consumer<String> passedOver) throws IOException {
        List<URL> places = Collections.list(loader.getResources(folder));
        if (places.isEmpty()) {
            throw MigriException.of(ErrorCode.SOURCE_UNREADABLE, "the class path has no folder \"" + folder + "\"")
                    .help(Text.of("name a folder that the class path has, with ", Option.LOCATION))
                    .build();
        }
        List<Migration> found = new ArrayList<>();
        for (URL place : places) {
            in(place).forEach(migration -> MigrationFile.sort(migration, kinds, found, passedOver));
        }
        return found;
    }

    @Override
    public Optional<Migration.Content> companion(String fileName) throws IOException {
        String name = Path.of(folder).resolve(fileName).normalize().toString().replace('\\', '/');
        URL found = loader.getResource(name);
        return found == null || isFolder(found, name) ? Optional.empty() : Optional.of(() -> open(name));
    }

    @Override
    public Optional<MigrationSource> folder(String name) throws IOException {
        ClasspathSource inner = new ClasspathSource(folder + "/" + name, loader);
        return loader.getResources(inner.folder).hasMoreElements() ? Optional.of(inner) : Optional.empty();
    }

    private boolean isFolder(URL found, String name) throws IOException {
        return found.getProtocol().equals("file")
                ? !Files.isRegularFile(Path.of(uri(found)))
                : loader.getResource(name + "/") != null;
    }

    private List<Migration> in(URL place) throws IOException {
        return switch (place.getProtocol()) {
            case "file" -> new DirectorySource(Path.of(uri(place))).migrations();
            case "jar" -> inJar(place);
            default ->
                throw MigriException.of(
                                ErrorCode.SOURCE_UNREADABLE,
                                "cannot list the folder \"" + place + "\" of the class path")
                        .help(Text.of("name a folder of a jar or a directory, with ", Option.LOCATION))
                        .build();
        };
    }

    private List<Migration> inJar(URL place) throws IOException {
        JarURLConnection connection = (JarURLConnection) place.openConnection();
        connection.setUseCaches(false);
        List<Migration> found = new ArrayList<>();
        try (JarFile jar = connection.getJarFile()) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (isDirectlyInside(entry)) {
                    String name = entry.getName();
                    MigrationFile.of(name.substring(folder.length() + 1), "classpath:" + name, () -> open(name))
                            .ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private boolean isDirectlyInside(JarEntry entry) {
        String name = entry.getName();
        return !entry.isDirectory() && name.startsWith(folder + "/") && name.indexOf('/', folder.length() + 1) < 0;
    }

    private InputStream open(String name) throws IOException {
        InputStream stream = loader.getResourceAsStream(name);
        if (stream == null) {
            throw new IOException("gone from the class path: " + name);
        }
        return stream;
    }

    private static URI uri(URL place) throws IOException {
        try {
            return place.toURI();
        } catch (URISyntaxException e) {
            throw new IOException("not a place: " + place, e);
        }
    }

    private static String withoutSlashes(String folder) {
        int start = 0;
        int end = folder.length();
        while (start < end && folder.charAt(start) == '/') {
            start++;
        }
        while (end > start && folder.charAt(end - 1) == '/') {
            end--;
        }
        return folder.substring(start, end);
    }
}
