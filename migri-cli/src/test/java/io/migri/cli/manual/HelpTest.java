package io.migri.cli.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.cli.InProcess;
import io.migri.cli.arguments.ArgumentParser;
import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.Examples;
import io.migri.cli.arguments.Help;
import io.migri.cli.arguments.Setting;
import io.migri.cli.command.Commands;
import io.migri.cli.output.DisplayWidth;
import io.migri.testkit.fault.ProcessResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code migri help}, {@code --help}, and the examples in them. */
class HelpTest {

    static Stream<CommandSyntax> commands() {
        return new Commands().syntaxes().stream();
    }

    private static ProcessResult run(String... arguments) {
        return InProcess.run(Map.of(), List.of(arguments));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpForACommandIsWhatItsOptionSays(CommandSyntax command) {
        List<String> option = new ArrayList<>(List.of(command.word().split(" ")));
        List<String> words = new ArrayList<>(List.of("help"));
        words.addAll(option);
        option.add("--help");
        ProcessResult asked = InProcess.run(Map.of(), words);
        assertEquals(0, asked.exitCode(), asked::toString);
        assertEquals(InProcess.run(Map.of(), option).outputText(), asked.outputText());
        assertTrue(asked.outputText().contains("Usage: " + command.usage()), asked::outputText);
    }

    @Test
    void helpAloneIsWhatTheOptionSays() {
        assertEquals(run("--help").outputText(), run("help").outputText());
        assertTrue(run("help").outputText().contains("Commands:\n"));
    }

    @Test
    void helpForACommandThatThereIsNotNamesTheNearest() {
        ProcessResult help = run("help", "migrat");
        assertEquals(2, help.exitCode());
        assertEquals("", help.outputText());
        assertTrue(help.errorText().endsWith("Error: No such command 'migrat'.\nDid you mean migrate?\n"));
        assertTrue(run("help", "rollback").errorText().contains("Did you mean down?"));
    }

    /** It would be of no help in a project whose settings are broken. */
    @Test
    void helpReadsNoSettings() {
        ProcessResult help =
                InProcess.run(Map.of("DB_PASS_FILE", "/nowhere", "MIGRI_PLUGINS", "/nowhere"), List.of("help"));
        assertEquals(0, help.exitCode());
        assertEquals("", help.errorText());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void eachCommandHasExamplesThatItUnderstands(CommandSyntax command) {
        assertFalse(command.examples().isEmpty(), command.word());
        for (String example : command.examples()) {
            String typed = Examples.command(example).replaceFirst("^(eval \"\\$\\(|source <\\()(.*?)\\)\"?$", "$2");
            List<String> words = words(typed);
            assertEquals("migri", words.get(0), example);
            Optional<CommandSyntax> read = new ArgumentParser(new Commands(), Map.of())
                    .parse(words.subList(1, words.size()))
                    .command();
            assertEquals(Optional.of(command.word()), read.map(CommandSyntax::word), example);
            assertFalse(Examples.meaning(example).isEmpty(), example);
            assertTrue(Examples.command(example).length() <= 58, example);
            assertTrue(Examples.meaning(example).length() <= 56, example);
        }
    }

    /** What a shell makes of the first of several commands in a pipe. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        for (String part : line.split(" (?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1)) {
            if (part.equals("|")) {
                break;
            }
            words.add(part.replace("\"", ""));
        }
        return words;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 60, 80, 100, 140})
    void noLineIsWiderThanTheTerminal(int columns) {
        int widest = Math.max(60, Math.min(100, columns));
        List<String> texts = new ArrayList<>(List.of(Help.text(commands().toList(), columns)));
        commands().forEach(command -> texts.add(Help.text(command, columns)));
        for (String text : texts) {
            text.lines().forEach(line -> assertTrue(DisplayWidth.of(line) <= widest, line));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 70, 80, 90, 100})
    void noLineBreaksAtTheDotOfAName(int columns) {
        for (CommandSyntax command : commands().toList()) {
            Set<String> words =
                    Set.copyOf(Arrays.asList(Help.text(command, columns).split("\\s+", -1)));
            for (Setting setting : command.allSettings()) {
                for (String word : setting.description().split(" ", -1)) {
                    assertTrue(!word.matches(".*\\.\\S.*") || words.contains(word), word);
                }
            }
        }
    }
}
