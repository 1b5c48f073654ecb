package io.migri.cli.manual;

import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.Setting;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be typed, as calls of fish's {@code complete}. */
final class FishLines {
    private static final String MIGRATIONS = "(__migri_lookup _migri_migrations)";

    private final List<CommandSyntax> commands;
    private final ShellTables tables;
    private final StringBuilder text = new StringBuilder();

    FishLines(List<CommandSyntax> commands) {
        this.commands = commands;
        this.tables = new ShellTables(commands);
    }

    String text() {
        names();
        CommandSyntax.COMMON.forEach(setting -> option(setting, Set.of()));
        Map<Setting, Set<String>> owners = new LinkedHashMap<>();
        for (CommandSyntax command : commands) {
            for (Setting setting : command.settings()) {
                owners.computeIfAbsent(setting, FishLines::owners).add(command.word());
            }
        }
        owners.forEach(this::option);
        return text.toString();
    }

    /** An option with a value is known in front of the command, too: what follows it is no command. */
    private static Set<String> owners(Setting setting) {
        return new LinkedHashSet<>(setting.takesValue() ? Set.of("") : Set.of());
    }

    private void names() {
        for (CommandSyntax command : commands) {
            int blank = command.word().indexOf(' ');
            String group = blank < 0 ? "" : command.word().substring(0, blank);
            if (blank > 0) {
                words(Set.of(""), group, command.description());
            }
            words(Set.of(group), command.word().substring(blank + 1), command.description());
            switch (command.names()) {
                case NONE, NEW -> {}
                case ONE, SOME, ANY -> words(Set.of(command.word()), MIGRATIONS, "");
                case COMMAND -> words(Set.of(command.word()), String.join(" ", tables.firstWords()), "");
                case SHELL -> words(Set.of(command.word()), String.join(" ", Shell.words()), "");
            }
        }
    }

    private void words(Set<String> commands, String words, String description) {
        text.append("complete -c migri")
                .append(condition(commands))
                .append(" -a ")
                .append(quoted(words));
        text.append(description.isEmpty() ? "" : " -d " + quoted(description)).append('\n');
    }

    private void option(Setting setting, Set<String> commands) {
        text.append("complete -c migri").append(commands.isEmpty() ? "" : condition(commands));
        for (String name : setting.names()) {
            text.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^--?", ""));
        }
        if (setting.takesValue()) {
            text.append(value(setting));
        }
        text.append(" -d ").append(quoted(ShellTables.summary(setting))).append('\n');
    }

    private static String value(Setting setting) {
        return switch (ValueKind.of(setting)) {
            case ANY -> " -x";
            case FILE -> " -r -F";
            case DIRECTORY -> " -x -a '(__fish_complete_directories (commandline -ct))'";
            case MIGRATION -> " -x -a " + quoted(MIGRATIONS);
            case ENVIRONMENT -> " -x -a '(__migri_lookup _migri_environments)'";
            case CHOICE -> " -x -a " + quoted(String.join(" ", ValueKind.choices(setting)));
            case LIST -> " -x -a '(__fish_append , " + String.join(" ", ValueKind.choices(setting)) + ")'";
        };
    }

    private static String condition(Set<String> commands) {
        String words = commands.stream().map(FishLines::quoted).collect(Collectors.joining(" "));
        return " -n " + quoted("__migri_at " + words);
    }

    /** In quotes of fish, in which a backslash and the quote have a meaning. */
    static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
