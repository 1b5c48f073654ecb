package io.migri.cli.manual;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.migri.cli.arguments.CommandSyntax;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

/** The script that has a shell complete what is typed for Migri. It looks for names itself, and starts no Migri. */
final class Completion {
    private final List<CommandSyntax> commands;

    Completion(List<CommandSyntax> commands) {
        this.commands = List.copyOf(commands);
    }

    /** The script for {@code shell}. */
    String text(Shell shell) {
        ShellTables tables = new ShellTables(commands);
        String lookup = resource("lookup.sh");
        return switch (shell) {
            case BASH -> resource("bash.txt").replace("@LOOKUP@", lookup).replace("@TABLES@\n", tables.text());
            case ZSH ->
                resource("zsh.txt")
                        .replace("@LOOKUP@", lookup)
                        .replace("@TABLES@\n", tables.text())
                        .replace("@DESCRIPTIONS@", tables.descriptions());
            case FISH ->
                resource("fish.txt")
                        .replace("@SCRIPT@", FishLines.quoted(lookup + """

                        directory=$2 config=$3 environment=$4 file=$5
                        "$1" ''
                        """))
                        .replace("@VALUED@", fish(tables.valued()))
                        .replace("@GROUPS@", fish(tables.groups()))
                        .replace("@LINES@\n", new FishLines(commands).text());
        };
    }

    private static String fish(List<String> words) {
        return words.stream().map(FishLines::quoted).collect(Collectors.joining(" "));
    }

    private static String resource(String name) {
        try (InputStream stream = Completion.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the jar has lost " + name);
            }
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
