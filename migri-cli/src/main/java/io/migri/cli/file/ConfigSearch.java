package io.migri.cli.file;

import io.migri.spi.file.FileRights;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for {@code migri.toml}: in the working directory, then above it, up to the repository's root or the home
 * directory. Outside of both, nothing above counts.
 */
final class ConfigSearch {
    static final String NAME = "migri.toml";

    private final File directory;
    private final String home;

    /** @param home the path of the user's home directory; empty where there is none */
    ConfigSearch(File directory, String home) {
        this.directory = directory.getAbsoluteFile();
        this.home = home;
    }

    /** The nearest one, whoever it belongs to. */
    Optional<Path> find() {
        @Nullable File found = null;
        for (File at = directory; at != null; at = at.getParentFile()) {
            if (found == null && new File(at, NAME).isFile()) {
                found = new File(at, NAME);
                if (at.equals(directory)) {
                    return Optional.of(found.toPath());
                }
            }
            if (at.getPath().equals(home) || new File(at, ".git").exists()) {
                return found == null ? Optional.empty() : Optional.of(found.toPath());
            }
        }
        return Optional.empty();
    }

    /** Whether it lies in the working directory itself. */
    boolean isHere(Path file) {
        return directory.toPath().equals(file.getParent());
    }

    /**
     * Whether it may be used, where nobody named it: above the working directory it has to belong to this user or to
     * root.
     */
    boolean isTrusted(Path file) {
        return isHere(file) || FileRights.isOurs(file, 0);
    }
}
