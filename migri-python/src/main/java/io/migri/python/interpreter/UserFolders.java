package io.migri.python.interpreter;

import io.migri.spi.file.UserHome;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a user's programs keep their files.
 *
 * @param cache what can be made again
 * @param data what the user asked for
 * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory Specification</a>
 */
public record UserFolders(Path cache, Path data) {

    public static UserFolders ofThisUser() {
        return of(System.getenv(), Path.of(UserHome.of(System.getenv())));
    }

    public static UserFolders of(Map<String, String> environment, Path home) {
        return new UserFolders(
                folder(environment.getOrDefault("XDG_CACHE_HOME", ""), home.resolve(".cache")),
                folder(
                        environment.getOrDefault("XDG_DATA_HOME", ""),
                        home.resolve(".local").resolve("share")));
    }

    /** Leads to the virtual environment that {@code migri python install} made last. */
    public Path installedPython() {
        return data.resolve("python");
    }

    private static Path folder(String given, Path otherwise) {
        Path folder = given.isEmpty() ? otherwise : Path.of(given);
        return (folder.isAbsolute() ? folder : otherwise).resolve("migri");
    }
}
