package io.migri.cli.report;

import io.migri.api.ConnectionConfig;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.database.Target;
import io.migri.cli.output.DisplayWidth;
import io.migri.cli.output.Printable;
import io.migri.cli.output.Redaction;
import io.migri.cli.settings.PluginSettings;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Settings that count, and where each comes from. What is secret is masked. */
public final class SettingTable {
    private static final int GAP = 2;
    private static final String MASK = "***";
    private static final String DEFAULT = "default";

    /** What says which database is meant, or which files count, is told by what came of it. */
    private static final Set<Setting> TOLD_OTHERWISE = EnumSet.of(
            Setting.URL,
            Setting.DB_NAME,
            Setting.DB_USER,
            Setting.DB_PASS,
            Setting.DB_PASS_FILE,
            Setting.DB_PASS_COMMAND,
            Setting.DB_HOST,
            Setting.DB_PORT,
            Setting.DIALECT,
            Setting.DB_SCHEMA,
            Setting.DB_PROPERTY,
            Setting.PLUGIN_SETTING,
            Setting.NO_CONFIG,
            Setting.NO_ENV_FILE);

    private static final Map<Setting, String> DEFAULTS = Map.of(
            Setting.MIGRATIONS_DIR, "migrations",
            Setting.LOCK_WAIT, "60s",
            Setting.LOCK_RETRIES, "10",
            Setting.DRY_RUN_ROWS, "1000",
            Setting.FORMAT, "auto",
            Setting.PYTHON_ENGINE, "auto",
            Setting.OUTPUT, "text",
            Setting.FAIL_ON, "never",
            Setting.LOG_LEVEL, "error",
            Setting.COLOR, "auto");

    private final List<Row> rows = new ArrayList<>();

    private SettingTable() {}

    public static SettingTable of(Invocation invocation, Target target) {
        SettingTable table = new SettingTable();
        table.addTarget(target);
        for (Setting setting : Setting.values()) {
            if (!setting.variable().isEmpty() && !TOLD_OTHERWISE.contains(setting)) {
                table.add(invocation, setting);
            }
        }
        new PluginSettings(invocation)
                .settings()
                .forEach((name, value) -> table.rows.add(new Row(
                        "plugin-setting " + name,
                        Redaction.isSecret(name) ? MASK : value,
                        invocation.place(Setting.PLUGIN_SETTING))));
        return table;
    }

    private void addTarget(Target target) {
        ConnectionConfig config = target.config();
        Map<String, String> places = target.places();
        rows.add(new Row("database", config.database(), places.getOrDefault("database", "named nowhere")));
        add("dialect", config.dialect(), places);
        add("host", config.host(), places);
        add("port", config.port().isPresent() ? Optional.of(port(config)) : Optional.empty(), places);
        add("user", config.user(), places);
        add("password", config.password().map(secret -> MASK), places);
        add("schema", config.schema(), places);
        new TreeMap<>(config.properties())
                .forEach((name, value) ->
                        add("property " + name, Optional.of(Redaction.isSecret(name) ? MASK : value), places));
    }

    private static String port(ConnectionConfig config) {
        return Integer.toString(config.port().orElseThrow());
    }

    private void add(String name, Optional<String> value, Map<String, String> places) {
        value.ifPresent(text -> rows.add(new Row(name, text, places.getOrDefault(name, ""))));
    }

    private void add(Invocation invocation, Setting setting) {
        Optional<String> value = setting.takesValue()
                ? invocation.value(setting)
                : Optional.of(Boolean.toString(invocation.on(setting)));
        boolean said = invocation.options().containsKey(setting)
                || invocation.value(setting).isPresent();
        value.or(() -> Optional.ofNullable(DEFAULTS.get(setting)))
                .ifPresent(text -> rows.add(
                        new Row(setting.key(), shown(setting, text), said ? invocation.place(setting) : DEFAULT)));
    }

    /** What is for a plug-in is named, and may be a secret. */
    private static String shown(Setting setting, String value) {
        return setting == Setting.PLUGIN_SETTING
                ? value.lines().map(SettingTable::masked).collect(Collectors.joining(" "))
                : value;
    }

    private static String masked(String line) {
        int equals = line.indexOf('=');
        return equals > 0 && Redaction.isSecret(line.substring(0, equals))
                ? line.substring(0, equals + 1) + MASK
                : line;
    }

    /** With a heading, for people. */
    public String aligned() {
        List<Row> all = new ArrayList<>(List.of(new Row("setting", "value", "from")));
        all.addAll(rows);
        int names = 0;
        int values = 0;
        for (Row row : all) {
            names = Math.max(names, DisplayWidth.of(Printable.text(row.name())));
            values = Math.max(values, DisplayWidth.of(Printable.text(row.value())));
        }
        StringBuilder text = new StringBuilder();
        for (Row row : all) {
            String line = padded(row.name(), names) + padded(row.value(), values) + Printable.text(row.place());
            text.append(line.stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String padded(String cell, int width) {
        String shown = Printable.text(cell);
        return shown + " ".repeat(width - DisplayWidth.of(shown) + GAP);
    }

    /** One line each, the cells between tabs. */
    public String plain() {
        StringBuilder text = new StringBuilder();
        for (Row row : rows) {
            text.append(Printable.text(row.name()))
                    .append('\t')
                    .append(Printable.text(row.value()))
                    .append('\t')
                    .append(Printable.text(row.place()))
                    .append('\n');
        }
        return text.toString();
    }

    /** The same for a program. */
    public Map<String, Object> document() {
        List<Map<String, Object>> settings = new ArrayList<>();
        for (Row row : rows) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("name", row.name());
            members.put("value", row.value());
            members.put("from", row.place());
            settings.add(members);
        }
        return Map.of("settings", settings);
    }

    private record Row(String name, String value, String place) {}
}
