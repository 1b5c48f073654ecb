package io.migri.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a user puts on a machine, and the least that has to be there before. */
enum Artefact {
    ARCHIVE("/opt/my tools/migri-VERSION/bin/migri") {
        @Override
        void install(Release release, Root root) throws IOException, InterruptedException {
            withShellAndJava(release, root);
            unpack(root, "opt/my tools", "tar", "-xf", release.file(".tar.gz").toString());
        }
    },
    ZIP("/opt/my tools/migri-VERSION/bin/migri") {
        @Override
        void install(Release release, Root root) throws IOException, InterruptedException {
            withShellAndJava(release, root);
            unpack(root, "opt/my tools", "unzip", "-q", release.file(".zip").toString());
        }
    },
    LINUX("/opt/my tools/migri-VERSION-linux-x64/bin/migri") {
        @Override
        void install(Release release, Root root) throws IOException, InterruptedException {
            withShell(root);
            unpack(
                    root,
                    "opt/my tools",
                    "tar",
                    "-xf",
                    release.file("-linux-x64.tar.gz").toString());
        }
    },
    DEBIAN("/usr/bin/migri") {
        @Override
        void install(Release release, Root root) throws IOException, InterruptedException {
            withShell(root);
            Path state = Files.createDirectories(root.folder().resolve("var/lib/dpkg"));
            Files.createDirectories(state.resolve("updates"));
            Files.createDirectories(state.resolve("info"));
            Files.createFile(state.resolve("status"));
            Command.run(
                    root.folder(),
                    "dpkg",
                    "--root=" + root.folder(),
                    "--force-depends",
                    "--install",
                    release.debianPackage().toString());
        }
    },
    IMAGE("/usr/bin/migri") {
        @Override
        void install(Release release, Root root) throws IOException, InterruptedException {
            unpackImage(release.file("-image.tar"), root);
        }
    },
    IMAGE_WITH_PYTHON("/usr/bin/migri") {
        @Override
        void install(Release release, Root root) throws IOException, InterruptedException {
            unpackImage(release.file("-image-python.tar"), root);
        }
    };

    private final String program;

    Artefact(String program) {
        this.program = program;
    }

    /** Puts it into {@code root}. */
    abstract void install(Release release, Root root) throws IOException, InterruptedException;

    /** Where it is then. */
    String program() {
        return program.replace("VERSION", System.getProperty("migri.version"));
    }

    private static void withShell(Root root) throws IOException, InterruptedException {
        root.with("libc6", "libc-bin", "busybox-static");
        for (String name : List.of("sh", "ls", "env")) {
            Path link = root.folder().resolve("usr/bin").resolve(name);
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, Path.of("/usr/bin/busybox"));
        }
    }

    private static void withShellAndJava(Release release, Root root) throws IOException, InterruptedException {
        withShell(root);
        unpack(
                root,
                "usr/lib/jvm/own",
                "tar",
                "--strip-components=2",
                "-xf",
                release.file("-linux-x64.tar.gz").toString(),
                "migri-" + System.getProperty("migri.version") + "-linux-x64/runtime");
    }

    private static void unpack(Root root, String folder, String... line) throws IOException, InterruptedException {
        Command.run(Files.createDirectories(root.folder().resolve(folder)), line);
    }

    /** As a runtime of containers does: layer upon layer. */
    private static void unpackImage(Path image, Root root) throws IOException, InterruptedException {
        Path layout = Files.createTempDirectory("image");
        Command.run(layout, "tar", "-xf", image.toString());
        List<String> blobs = Pattern.compile("blobs/sha256/[0-9a-f]{64}")
                .matcher(Files.readString(layout.resolve("manifest.json")))
                .results()
                .map(MatchResult::group)
                .toList();
        for (String layer : blobs.subList(1, blobs.size())) {
            Command.run(
                            root.folder(),
                            Map.of(),
                            List.of("tar", "-xpf", layout.resolve(layer).toString()))
                    .hasStatus(0);
        }
        Command.run(layout, "rm", "-rf", layout.toString());
    }
}
