package io.migri.python.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.migri.spi.binding.Facade;
import io.migri.spi.file.PrivateFolder;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts the Python sources of the runtime and of a facade into a folder, where Python can keep their compiled form. The folder is
 * named after their content, so that it never has to be changed once it is there. What is executed from it runs as this user, so
 * nobody else may be able to write there.
 */
public final class RuntimeFiles {
    private static final String RUNTIME = "migri_rt";
    /** The folder of the runtime, from the root of the class path. */
    private static final String PLACE = "/io/migri/python/";

    private static final List<String> RUNTIME_FILES = List.of(
            "__init__.py",
            "bootstrap.py",
            "channel.py",
            "child.py",
            "failures.py",
            "outcome.py",
            "source.py",
            "jep_streams.py",
            "transport_jep.py",
            "transport_pipe.py");

    private RuntimeFiles() {}

    /** The folder that holds the packages {@code migri_rt} and the facade's. */
    public static Path unpacked(Facade facade, Path cache) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        read(RuntimeFiles.class, PLACE, RUNTIME, RUNTIME_FILES, files);
        read(facade.anchor(), "", facade.module(), facade.files(), files);
        return unpacked(files, cache);
    }

    /** The folder that holds the package {@code migri_rt} alone. */
    public static Path unpacked(Path cache) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        read(RuntimeFiles.class, PLACE, RUNTIME, RUNTIME_FILES, files);
        return unpacked(files, cache);
    }

    private static Path unpacked(Map<String, byte[]> files, Path cache) throws IOException {
        Path folder = cache.resolve("python-" + fingerprint(files));
        return Files.exists(folder) ? whole(folder) : unpack(files, folder);
    }

    private static Path whole(Path folder) throws IOException {
        return PrivateFolder.existing(folder).withPrivateContents().path();
    }

    /** @param place where the module is: beside the anchor where it is empty */
    private static void read(
            Class<?> anchor, String place, String module, List<String> names, Map<String, byte[]> files)
            throws IOException {
        for (String name : names) {
            String path = module + "/" + name;
            try (InputStream content = anchor.getResourceAsStream(place + path)) {
                if (content == null) {
                    throw new FileNotFoundException(path + " beside " + anchor.getName());
                }
                files.put(path, content.readAllBytes());
            }
        }
    }

    private static String fingerprint(Map<String, byte[]> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach((path, content) -> {
                digest.update(path.getBytes(UTF_8));
                digest.update((byte) 0);
                digest.update(content);
                digest.update((byte) 0);
            });
            return HexFormat.of().formatHex(digest.digest(), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Made beside its place and then moved, so that nobody ever sees half of it. */
    private static Path unpack(Map<String, byte[]> files, Path folder) throws IOException {
        PrivateFolder parent =
                PrivateFolder.make(requireNonNull(folder.toAbsolutePath().getParent()));
        PrivateFolder fresh = parent.fresh("python-");
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path inner = Path.of(file.getKey());
            PrivateFolder.make(requireNonNull(fresh.path().resolve(inner).getParent()))
                    .write(inner.getFileName().toString(), new ByteArrayInputStream(file.getValue()));
        }
        try {
            return Files.move(fresh.path(), folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            fresh.delete();
            return whole(folder);
        }
    }
}
