package io.migri.cli.arguments;

import static io.migri.architecture.Sources.root;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.cli.command.Commands;
import io.migri.cli.exit.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the documents say of the command line is what it takes. {@code -Dmigri.docs.write} writes docs/cli.md anew. */
class CommandLineReferenceTest {
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--?[a-z][a-z-]*");
    /** What README may pass over. */
    private static final Set<String> SELDOM = Set.of("python", "archive", "init");

    private static final Pattern CODE = Pattern.compile("`([^`]*)`");

    private static String readme() throws IOException {
        return Files.readString(root().resolve("README.md"));
    }

    /** The cells of the rows of the table that has this heading. */
    private static List<String[]> table(String document, String heading) {
        String table = document.substring(document.indexOf(heading));
        return table.substring(0, table.indexOf("\n\n"))
                .lines()
                .skip(2)
                .map(line -> line.substring(2).split(" \\| |\\| \\| | \\|$", -1))
                .toList();
    }

    @Test
    void thePageIsWhatHelpIsMadeOf() throws IOException {
        String page = CommandLineReference.of(new Commands().syntaxes());
        Path file = root().resolve("docs/cli.md");
        if (System.getProperty("migri.docs.write") != null) {
            Files.writeString(file, page);
        }
        assertEquals(page, Files.readString(file));
    }

    @Test
    void thePageHasEveryOptionAndItsVariable() throws IOException {
        String page = Files.readString(root().resolve("docs/cli.md"));
        for (Setting setting : Setting.values()) {
            assertTrue(
                    page.contains("`" + setting.variable() + "`")
                            || setting.variable().isEmpty(),
                    setting.name());
            for (String name : setting.names()) {
                assertTrue(page.contains(name), name);
            }
        }
    }

    /** Behind the name of another program stand that one's options. */
    @Test
    void readmeSpeaksOfOptionsAndCommandsThatThereAre() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Setting setting : Setting.values()) {
            names.addAll(setting.names());
        }
        CODE.matcher(readme()).results().map(code -> code.group(1)).forEach(code -> {
            if (!code.startsWith("mvn")) {
                OPTION.matcher(code).results().forEach(option -> assertTrue(names.contains(option.group()), code));
            }
        });
        Set<String> told = new TreeSet<>();
        for (String[] row : table(readme(), "| command | does |")) {
            CODE.matcher(row[0])
                    .results()
                    .forEach(code -> told.add(code.group(1).split(" ", -1)[0]));
        }
        Set<String> commands = new TreeSet<>();
        new Commands().syntaxes().forEach(command -> commands.add(command.word().split(" ", -1)[0]));
        commands.removeAll(SELDOM);
        assertEquals(commands, told);
    }

    @Test
    void everyExitStatusIsInTheTable() throws IOException {
        String exitCodes = Files.readString(root().resolve("docs/exit-codes.md"));
        assertEquals(codes(), told(exitCodes, "| exit | meaning | run again? |"));
    }

    private static Set<String> codes() {
        Set<String> codes = new TreeSet<>();
        for (ExitStatus status : ExitStatus.values()) {
            codes.addAll(List.of(status.codes().split(", | or ", -1)));
        }
        return codes;
    }

    private static Set<String> told(String document, String heading) {
        Set<String> told = new TreeSet<>();
        table(document, heading).forEach(row -> told.addAll(List.of(row[0].split(", ", -1))));
        return told;
    }
}
