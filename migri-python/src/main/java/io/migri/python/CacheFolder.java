package io.migri.python;

import java.nio.file.Path;

/** Where this user keeps what can be made again: {@code $XDG_CACHE_HOME/migri}, by default {@code ~/.cache/migri}. */
final class CacheFolder {

    private CacheFolder() {}

    static Path path() {
        String given = System.getenv("XDG_CACHE_HOME");
        Path cache =
                given == null || given.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(given);
        return cache.resolve("migri");
    }
}
