package io.migri.cli;

import io.migri.cli.output.Captured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A directory of migrations and an SQLite file beside it, and commands on them in this process. */
public final class Shop {
    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();

    public Shop(Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory.resolve("m"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Shop file(String name, String text) {
        try {
            Files.writeString(directory.resolve("m").resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Shop without(String name) {
        try {
            Files.delete(directory.resolve("m").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Shop with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public Path database() {
        return directory.resolve("shop.db");
    }

    /** {@code command} begins with the command's word; database and directory are added. */
    public Outcome run(String... command) {
        List<String> arguments = new ArrayList<>(List.of("-n", database().toString(), "-d", "sqlite"));
        arguments.addAll(List.of(command));
        if (!arguments.contains("-m")) {
            arguments.addAll(List.of("-m", directory.resolve("m").toString()));
        }
        return bare(arguments);
    }

    /** Nothing is added. */
    public Outcome bare(List<String> arguments) {
        Captured captured = new Captured(false);
        int status = new Cli(captured.terminal(), environment).run(arguments);
        return new Outcome(status, captured.out(), captured.err());
    }
}
