package io.migri.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A root directory of its own, for programs that see nothing of this machine but its network. It needs root.
 *
 * @param folder where it is
 * @param data what a program can write to in it, where it can write at all
 * @param variables the environment of a program
 */
record Root(Path folder, Path data, List<String> variables) {
    /** Of nobody on this machine, and not in the root's list of users. */
    static final String STRANGER = "12345";

    private static final List<String> DEVICES = List.of("null", "urandom", "random");
    private static final String ENTER = """
            set -e
            root=$1 user=$2 mode=$3
            shift 3
            mount --bind "$root" "$root"
            mount -t proc proc "$root/proc"
            for device in null urandom random; do
                mount --bind "/dev/$device" "$root/dev/$device"
            done
            mount --bind "$root/data" "$root/data"
            if [ "$mode" = frozen ]; then
                mount -o remount,ro,bind "$root/data"
            else
                mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
            fi
            mount -o remount,ro,bind "$root"
            exec chroot --userspec="$user:$user" "$root" "$@"
            """;

    /** An empty one. */
    static Root in(Path folder) throws IOException {
        for (String name : List.of("proc", "dev", "tmp", "data")) {
            Files.createDirectories(folder.resolve(name));
        }
        for (String device : DEVICES) {
            Files.createFile(folder.resolve("dev").resolve(device));
        }
        Files.setPosixFilePermissions(folder.resolve("data"), PosixFilePermissions.fromString("rwxrwxrwx"));
        return new Root(folder, folder.resolve("data"), List.of("PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"));
    }

    /** The same with one more variable, {@code NAME=value}. */
    Root set(String variable) {
        List<String> more = new ArrayList<>(variables);
        more.add(variable);
        return new Root(folder, data, more);
    }

    /** Puts these packages of Debian into it. */
    Root with(String... packages) throws IOException, InterruptedException {
        Path debs = Release.project().resolve("migri-release/target/debs");
        for (String name : packages) {
            Path deb = debs.resolve(name);
            if (!Files.exists(deb)) {
                List<String> fetch = new ArrayList<>(List.of(
                        Release.project()
                                .resolve("migri-release/src/build/debian-packages")
                                .toString(),
                        "trixie",
                        deb.toString(),
                        name));
                Command.run(Release.project(), Map.of(), fetch).hasStatus(0);
            }
            Command.run(folder, "sh", "-c", "for deb in '" + deb + "'/*.deb; do dpkg-deb -x \"$deb\" .; done");
        }
        for (String name : List.of("bin", "lib", "lib64")) {
            if (!Files.exists(folder.resolve(name))) {
                Files.createSymbolicLink(folder.resolve(name), Path.of("usr", name));
            }
        }
        return this;
    }

    /** What migrations a program finds in {@code /data/migrations}. */
    void file(String name, String content) throws IOException {
        Path file = data.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Runs a program as a stranger, in the C locale, without a home. All but {@code /data} and {@code /tmp} is read-only. */
    Command run(String... line) throws IOException, InterruptedException {
        return enter("fixed", line);
    }

    /** The same, where nothing at all can be written. */
    Command runFrozen(String... line) throws IOException, InterruptedException {
        return enter("frozen", line);
    }

    private Command enter(String mode, String... line) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("env", "-i"));
        command.addAll(variables);
        command.addAll(List.of("unshare", "--mount", "--pid", "--fork", "sh", "-c", ENTER, "sh"));
        command.addAll(List.of(folder.toString(), STRANGER, mode));
        command.addAll(List.of(line));
        return Command.run(folder, Map.of(), command);
    }
}
