package io.migri.cli.arguments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.cli.command.Commands;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlainArgumentsTest {
    private static final List<String> WORDS = List.of(
            "-n",
            "app",
            "--db-name",
            "--db-name=app",
            "-napp",
            "-n=app",
            "--strict",
            "--strict=yes",
            "-",
            "--",
            "-s",
            "--db-pass=",
            "--db-pass=--strict",
            "--db-property=a=b",
            "--db-property",
            "c=d",
            "-d",
            "sqlite",
            "-dsqlite",
            "--wrong",
            "-x",
            "@file",
            "0001_a",
            "--dry-run",
            "",
            "\"quoted\"",
            "-mDIR",
            "--wait",
            "--wait=5s",
            "--wait=",
            "--lock-wait=1s",
            "--lock-wait");

    /** Whatever the short way can read at all, it reads as picocli does. */
    @Test
    void readsWhatPicocliReads() {
        List<CommandSyntax> commands = new Commands().syntaxes();
        Random random = new Random(1);
        int understood = 0;
        for (int i = 0; i < 20_000; i++) {
            CommandSyntax command = commands.get(random.nextInt(commands.size()));
            List<String> arguments = new ArrayList<>();
            for (int n = random.nextInt(6); n > 0; n--) {
                arguments.add(WORDS.get(random.nextInt(WORDS.size())));
            }
            List<Setting> settings = command.allSettings();
            Optional<PlainArguments> plain = PlainArguments.read(settings, command.takesNames(), arguments);
            if (plain.isPresent()) {
                understood++;
                List<String> names = new ArrayList<>();
                Map<Setting, List<String>> given =
                        new PicocliArguments(Optional.of(command), 0).read(settings, arguments, names);
                assertEquals(given, plain.get().given(), arguments::toString);
                assertEquals(names, plain.get().names(), arguments::toString);
            }
        }
        assertTrue(understood > 5_000, "only " + understood);
    }

    @Test
    void leavesEveryOtherFormToPicocli() {
        for (String line : List.of("-napp", "--strict=yes", "--wrong", "name", "--db-name")) {
            assertEquals(Optional.empty(), PlainArguments.read(List.of(Setting.values()), false, List.of(line)), line);
        }
    }
}
