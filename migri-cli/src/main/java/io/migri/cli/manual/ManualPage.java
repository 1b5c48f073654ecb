package io.migri.cli.manual;

import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.Examples;
import io.migri.cli.arguments.Setting;
import io.migri.cli.exit.ExitStatus;
import java.util.List;

/** The manual page {@code migri(1)}, in the language of {@code man}. */
final class ManualPage {
    private final List<CommandSyntax> commands;
    private final StringBuilder page = new StringBuilder();

    private ManualPage(List<CommandSyntax> commands) {
        this.commands = commands;
    }

    /**
     * The page.
     *
     * @param date of the version, as in {@code 2026-01-31}
     */
    static String of(List<CommandSyntax> commands, String version, String date) {
        ManualPage manual = new ManualPage(commands);
        manual.line(".TH MIGRI 1 \"" + date + "\" \"migri " + escaped(version) + "\" \"Migri\"");
        manual.introduction();
        manual.commands();
        manual.section("OPTIONS");
        manual.text("Options of every command. They may stand before or after it.");
        manual.options(CommandSyntax.COMMON);
        manual.ending();
        return manual.page.toString();
    }

    private void introduction() {
        section("NAME");
        text("migri - apply migrations to PostgreSQL, MySQL, MariaDB and SQLite");
        section("SYNOPSIS");
        line(".B " + escaped(CommandSyntax.USAGE));
        section("DESCRIPTION");
        text(
                "Migri brings a database up to date. It applies the .sql and .py files of a directory in order, and records"
                        + " each in the table applied_migration. A run that was killed can be repeated: nothing is executed twice.");
    }

    private void commands() {
        section("COMMANDS");
        for (CommandSyntax command : commands) {
            line(".SS \"" + escaped(command.usage()) + "\"");
            text(command.description() + ".");
            options(command.settings());
            for (String example : command.examples()) {
                line(".PP");
                text(Examples.meaning(example) + ":");
                line(".PP");
                line(".nf");
                line(".RS");
                text(Examples.command(example));
                line(".RE");
                line(".fi");
            }
        }
    }

    private void options(List<Setting> settings) {
        for (Setting setting : settings) {
            line(".TP");
            line("\\fB" + escaped(String.join(", ", setting.names())) + "\\fR" + value(setting));
            String variable = setting.variable().isEmpty() ? "" : " Variable: " + setting.variable() + ".";
            text(setting.description() + variable);
        }
    }

    private static String value(Setting setting) {
        if (!setting.hasValue()) {
            return "";
        }
        String value = "\\fI" + escaped(setting.placeholder()) + "\\fR";
        return setting.takesValue() ? " " + value : "[=" + value + "]";
    }

    private void ending() {
        section("EXIT STATUS");
        for (ExitStatus status : ExitStatus.values()) {
            line(".TP");
            text(status.codes());
            text(status.meaning());
        }
        section("ENVIRONMENT");
        text("An option wins over its variable, which is named beside it. An empty variable counts as unset. "
                + "MIGRI_JAVA is the Java to start with, and MIGRI_JAVA_OPTS has options for it.");
        section("FILES");
        entry("migri.toml", "settings, by the long names of options, with sections [env.NAME]; here or above");
        entry(".env", "variables for this directory");
        entry("~/.pgpass, ~/.pg_service.conf, ~/.my.cnf", "what the databases' own clients read");
        section("SEE ALSO");
        text("psql(1), mysql(1), mariadb(1), sqlite3(1)");
    }

    private void entry(String name, String meaning) {
        line(".TP");
        text(name);
        text(meaning);
    }

    private void section(String name) {
        line(".SH \"" + name + "\"");
    }

    /** What stands in a page as it is: a line that begins with a dot or a quote would be an order. */
    private void text(String text) {
        String escaped = escaped(text);
        line(escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped);
    }

    private void line(String line) {
        page.append(line).append('\n');
    }

    /** Without orders. A plain dash would become a hyphen, which no shell takes for an option. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(character -> {
            switch (character) {
                case '\\' -> escaped.append("\\e");
                case '-' -> escaped.append("\\-");
                case '"' -> escaped.append("\\(dq");
                case '\'' -> escaped.append("\\(aq");
                case '`' -> escaped.append("\\(ga");
                case '~' -> escaped.append("\\(ti");
                case '^' -> escaped.append("\\(ha");
                default -> {
                    if (character < 0x80) {
                        escaped.append((char) character);
                    } else {
                        escaped.append(String.format("\\[u%04X]", character));
                    }
                }
            }
        });
        return escaped.toString();
    }
}
