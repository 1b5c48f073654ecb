package io.migri.cli.manual;

import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.Setting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be typed, as functions for {@code sh} that look it up. */
final class ShellTables {
    private final List<CommandSyntax> commands;

    ShellTables(List<CommandSyntax> commands) {
        this.commands = commands;
    }

    /** The functions that bash and zsh share. */
    String text() {
        return values() + flags() + named() + WORD.replace("@GROUPS@", orNothing(groups()));
    }

    /** A pattern of {@code case}; one that nothing matches where there are no words. */
    private static String orNothing(Collection<String> words) {
        return words.isEmpty() ? "''" : String.join(" | ", words);
    }

    private String values() {
        StringBuilder text = new StringBuilder("""
            # Sets $kind to what follows the option $1, and $choices to the words that it takes; to nothing for an option without a value.
            _migri_value() {
                kind= choices=
                case $1 in
            """);
        for (Setting setting : settings()) {
            if (setting.takesValue()) {
                text.append("        ")
                        .append(String.join(" | ", setting.names()))
                        .append(") kind=");
                text.append(ValueKind.of(setting).word());
                List<String> choices = ValueKind.choices(setting);
                text.append(choices.isEmpty() ? "" : " choices=" + quoted(String.join(" ", choices)));
                text.append(" ;;\n");
            }
        }
        return text + "    esac\n}\n\n";
    }

    /** Each setting that some command takes; where two are spelled alike, the first. */
    private Set<Setting> settings() {
        Set<Setting> all = new LinkedHashSet<>(CommandSyntax.COMMON);
        commands.forEach(command -> all.addAll(command.settings()));
        Set<String> names = new LinkedHashSet<>();
        all.removeIf(setting -> !names.add(setting.key()));
        return all;
    }

    private String flags() {
        StringBuilder text = new StringBuilder("""
            # Sets $flags to the options of the command $1.
            _migri_options() {
                flags=
                case $1 in
            """);
        for (CommandSyntax command : commands) {
            if (!command.settings().isEmpty()) {
                text.append("        ").append(quoted(command.word())).append(") flags=");
                text.append(quoted(spelled(command.settings()))).append(" ;;\n");
            }
        }
        return text + "    esac\n    flags=\"$flags \"" + quoted(spelled(CommandSyntax.COMMON)) + "\n}\n\n";
    }

    private static String spelled(List<Setting> settings) {
        return settings.stream().flatMap(setting -> setting.names().stream()).collect(Collectors.joining(" "));
    }

    private String named() {
        StringBuilder text = new StringBuilder("""
            # Sets $named to what follows the command $1: migrations, or words, which are in $choices; to nothing if nothing does.
            _migri_named() {
                named= choices=
                case $1 in
            """);
        line(text, "''", List.copyOf(firstWords()));
        groups().forEach(group -> line(text, group, secondWords(group)));
        for (CommandSyntax command : commands) {
            switch (command.names()) {
                case NONE, NEW -> {}
                case ONE, SOME, ANY ->
                    text.append("        ").append(quoted(command.word())).append(") named=migrations ;;\n");
                case COMMAND -> line(text, quoted(command.word()), List.copyOf(firstWords()));
                case SHELL -> line(text, quoted(command.word()), Shell.words());
            }
        }
        return text + "    esac\n}\n\n";
    }

    private static void line(StringBuilder text, String pattern, List<String> words) {
        text.append("        ").append(pattern).append(") named=words choices=");
        text.append(quoted(String.join(" ", words))).append(" ;;\n");
    }

    /** The first words of all commands. */
    Set<String> firstWords() {
        return commands.stream()
                .map(command -> command.word().split(" ", -1)[0])
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The first words of commands that have two. */
    List<String> groups() {
        return commands.stream()
                .map(CommandSyntax::word)
                .filter(word -> word.indexOf(' ') > 0)
                .map(word -> word.substring(0, word.indexOf(' ')))
                .distinct()
                .toList();
    }

    List<String> secondWords(String group) {
        return commands.stream()
                .map(CommandSyntax::word)
                .filter(word -> word.startsWith(group + " "))
                .map(word -> word.substring(group.length() + 1))
                .toList();
    }

    /** The functions that fill the array {@code described} in zsh. */
    String descriptions() {
        StringBuilder text = new StringBuilder("_migri_describe_commands() {\n    described=(\n");
        for (String word : firstWords()) {
            List<String> told = commands.stream()
                    .filter(command ->
                            command.word().equals(word) || command.word().startsWith(word + " "))
                    .map(CommandSyntax::description)
                    .toList();
            text.append("        ").append(quoted(word + ":" + told.get(0))).append('\n');
        }
        text.append("    )\n}\n\n_migri_describe_options() {\n    described=(\n");
        describe(text, "        ", CommandSyntax.COMMON);
        text.append("    )\n    case $1 in\n");
        for (CommandSyntax command : commands) {
            if (!command.settings().isEmpty()) {
                text.append("        ").append(quoted(command.word())).append(")\n            described+=(\n");
                describe(text, "                ", command.settings());
                text.append("            )\n            ;;\n");
            }
        }
        return text + "    esac\n}\n";
    }

    private static void describe(StringBuilder text, String indent, List<Setting> settings) {
        for (Setting setting : settings) {
            for (String name : setting.names()) {
                text.append(indent)
                        .append(quoted(name + ":" + summary(setting)))
                        .append('\n');
            }
        }
    }

    /** The first sentence of what a setting does. */
    static String summary(Setting setting) {
        String description = setting.description();
        int end = description.indexOf(". ");
        String first = end < 0 ? description : description.substring(0, end);
        return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
    }

    /** In quotes of {@code sh}, in which nothing has a meaning. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static final String WORD = """
        # Takes note of the option $1 with the value $2, if it says where migrations are.
        _migri_take() {
            case $1 in
                -m | --migrations-dir) directory=$2 ;;
                --config) config=$2 ;;
                --env) environment=$2 ;;
                --env-file) file=$2 ;;
            esac
        }

        # Takes in the word $1, which is typed to its end.
        _migri_word() {
            if [ -n "$option" ]; then
                _migri_take "$option" "$1"
                option=
                return
            fi
            if [ -z "$only_names" ]; then
                case $1 in
                    --) only_names=yes ;;
                    --no-config) config=- ;;
                    --no-env-file) file=- ;;
                    --*=*) _migri_take "${1%%=*}" "${1#*=}" ;;
                    -[!-]?*) _migri_take "${1%"${1#??}"}" "${1#??}" ;;
                    -?*)
                        _migri_value "$1"
                        [ -z "$kind" ] || option=$1
                        ;;
                esac
                case $1 in
                    -?*) return ;;
                esac
            fi
            case $command in
                '') command=$1 ;;
                @GROUPS@) command="$command $1" ;;
            esac
        }

        """;

    /** The options that take a value, as words for fish. */
    List<String> valued() {
        List<String> names = new ArrayList<>();
        settings().stream().filter(Setting::takesValue).forEach(setting -> names.addAll(setting.names()));
        return names;
    }
}
