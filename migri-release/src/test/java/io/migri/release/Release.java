package io.migri.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The files of a release, made from the distribution that this build has made.
 *
 * @param folder where they are
 */
record Release(Path folder) {

    static Release make(String name) throws IOException, InterruptedException {
        Path folder = project().resolve("migri-release/target").resolve(name);
        Command.run(
                        project(),
                        Map.of("MIGRI_BUILT", "yes"),
                        List.of(project().resolve(".ci/release").toString(), folder.toString()))
                .hasStatus(0);
        return new Release(folder);
    }

    static Path project() {
        return Path.of(System.getProperty("migri.project"));
    }

    /** The file whose name goes on like this after {@code migri-VERSION}. */
    Path file(String ending) {
        return folder.resolve("migri-" + System.getProperty("migri.version") + ending);
    }

    Path debianPackage() {
        return folder.resolve("migri_" + System.getProperty("migri.version").replaceFirst("-", "~") + "_amd64.deb");
    }

    long megabytes(Path file) throws IOException {
        return Files.size(file) / 1_000_000;
    }
}
