package io.migri.cli.arguments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.cli.call.Command;
import io.migri.cli.command.Commands;
import io.migri.cli.exit.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the documents say of the command line is what it takes. {@code -Dmigri.docs.write} writes docs/cli.md anew. */
class CommandLineReferenceTest {
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--?[a-z][a-z-]*");
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");

    private static Path root() {
        Path module = Path.of("").toAbsolutePath();
        return Files.exists(module.resolve("migri-cli")) ? module : module.resolveSibling("");
    }

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
        String page = CommandLineReference.of(
                new Commands().all().stream().map(Command::syntax).toList());
        Path file = root().resolve("docs/cli.md");
        if (System.getProperty("migri.docs.write") != null) {
            Files.writeString(file, page);
        }
        assertEquals(page, Files.readString(file));
    }

    @Test
    void theTableOfOptionsKnowsThemAndTheirVariables() throws IOException {
        Map<String, Set<String>> variables = new HashMap<>();
        for (Setting setting : Setting.values()) {
            for (String name : setting.names()) {
                variables.computeIfAbsent(name, none -> new TreeSet<>()).add(setting.variable());
            }
        }
        Set<String> told = new TreeSet<>();
        for (String[] row : table(readme(), "| option | variable | meaning |")) {
            String variable = CODE.matcher(row[1])
                    .results()
                    .map(code -> code.group(1))
                    .findFirst()
                    .orElse("");
            OPTION.matcher(row[0]).results().forEach(option -> {
                assertTrue(variables.containsKey(option.group()), "there is no " + option.group());
                if (variable.isEmpty()) {
                    assertTrue(variables.get(option.group()).contains(""), option.group() + " has a variable");
                }
            });
            told.add(variable);
            assertTrue(
                    OPTION.matcher(row[0])
                            .results()
                            .anyMatch(option -> variables.get(option.group()).contains(variable)),
                    () -> variable + " is not the variable of " + row[0]);
        }
        for (Setting setting : Setting.values()) {
            assertTrue(told.contains(setting.variable()), setting.variable() + " is not in the table");
        }
    }

    @Test
    void everyOptionIsSpokenOf() throws IOException {
        Set<String> told = new TreeSet<>();
        CODE.matcher(readme())
                .results()
                .forEach(code -> OPTION.matcher(code.group(1)).results().forEach(option -> told.add(option.group())));
        for (Setting setting : Setting.values()) {
            assertTrue(setting == Setting.VERSION || told.containsAll(setting.names()), setting + " is not in README");
        }
    }

    @Test
    void everyExitStatusIsInTheTables() throws IOException {
        String exitCodes = Files.readString(root().resolve("docs/exit-codes.md"));
        assertEquals(codes(), told(exitCodes, "| exit | meaning | run again? |"));
        assertEquals(codes(), told(readme(), "| exit | meaning |\n"));
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
