package io.migri.cli.manual;

import io.migri.cli.arguments.CommandSyntax;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a distribution brings along for shells and for {@code man}. */
public final class Manual {
    private final List<CommandSyntax> commands;

    public Manual(List<CommandSyntax> commands) {
        this.commands = List.copyOf(commands);
    }

    /**
     * Writes it where shells and {@code man} look.
     *
     * @param share the folder of that name
     * @param date of the version, as in {@code 2026-01-31}
     */
    public void write(Path share, String version, String date) throws IOException {
        for (Shell shell : Shell.values()) {
            write(share.resolve(shell.file()), new Completion(commands).text(shell));
        }
        write(share.resolve("man/man1/migri.1"), ManualPage.of(commands, version, date));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }
}
