package io.migri.dialect.mysql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Scripts of other projects and what the reference client takes for their statements: a folder that the system property
 * {@code migri.corpora} names, else an archive beside the checkout, unpacked into {@code target}.
 */
final class Corpora {
    private Corpora() {}

    static Optional<Path> find() throws IOException, InterruptedException {
        String named = System.getProperty("migri.corpora");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        Optional<Path> archive = archive();
        return archive.isPresent() ? Optional.of(unpacked(archive.get())) : Optional.empty();
    }

    private static Optional<Path> archive() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path archive = folder.resolve("shared/corpora/corpora.tar.xz");
            if (Files.exists(archive)) {
                return Optional.of(archive);
            }
        }
        return Optional.empty();
    }

    private static Path unpacked(Path archive) throws IOException, InterruptedException {
        Path folder = Path.of("target/corpora").toAbsolutePath();
        if (!Files.exists(folder.resolve("flat"))) {
            Files.createDirectories(folder);
            Process tar = new ProcessBuilder("tar", "xf", archive.toString(), "-C", folder.toString())
                    .inheritIO()
                    .start();
            if (tar.waitFor() != 0) {
                throw new IOException("tar could not unpack " + archive);
            }
        }
        return Files.exists(folder.resolve("flat")) ? folder : folder.resolve("corpora");
    }
}
