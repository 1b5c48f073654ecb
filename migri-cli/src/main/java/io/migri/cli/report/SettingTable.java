package io.migri.cli.report;

import io.migri.api.ConnectionConfig;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.database.Target;
import io.migri.cli.output.Printable;
import io.migri.cli.output.Redaction;
import io.migri.cli.settings.MigrationsDirectory;
import io.migri.cli.settings.PluginSettings;
import io.migri.spi.rehearsal.RehearsalRequest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** Settings that count, and where each comes from. What is secret is masked. */
public final class SettingTable {
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
            Setting.MIGRATIONS_DIR, MigrationsDirectory.DEFAULT,
            Setting.LOCK_WAIT, "60s",
            Setting.LOCK_RETRIES, "10",
            Setting.DRY_RUN_ROWS, Long.toString(RehearsalRequest.DEFAULT_ROWS),
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
        rows.add(new Row("database", config.database(), places.getOrDefault("database", "not named")));
        add("dialect", config.dialect(), places);
        add("host", config.host(), places);
        add("port", port(config), places);
        add("user", config.user(), places);
        add("password", config.password().map(secret -> MASK), places);
        add("schema", config.schema(), places);
        new TreeMap<>(config.properties())
                .forEach((name, value) ->
                        add("property " + name, Optional.of(Redaction.isSecret(name) ? MASK : value), places));
    }

    private static Optional<String> port(ConnectionConfig config) {
        OptionalInt port = config.port();
        return port.isPresent() ? Optional.of(Integer.toString(port.getAsInt())) : Optional.empty();
    }

    private void add(String name, Optional<String> value, Map<String, String> places) {
        value.ifPresent(text -> rows.add(new Row(name, text, places.getOrDefault(name, ""))));
    }

    private void add(Invocation invocation, Setting setting) {
        Optional<String> value =
                setting.hasValue() ? invocation.value(setting) : Optional.of(Boolean.toString(invocation.on(setting)));
        boolean said = invocation.options().containsKey(setting)
                || invocation.value(setting).isPresent();
        value.or(() -> Optional.ofNullable(DEFAULTS.get(setting)))
                .ifPresent(text -> rows.add(new Row(setting.key(), text, said ? invocation.place(setting) : DEFAULT)));
    }

    /** With a heading, for people. */
    public String aligned() {
        List<List<String>> cells = new ArrayList<>();
        cells.add(List.of("setting", "value", "from"));
        rows.forEach(row -> cells.add(row.cells()));
        return String.join("\n", Columns.lines(cells)) + "\n";
    }

    /** One line each, the cells between tabs. */
    public String plain() {
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(String.join("\t", row.cells())).append('\n'));
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

    private record Row(String name, String value, String place) {
        /** What is shown of it. */
        List<String> cells() {
            return List.of(Printable.text(name), Printable.text(value), Printable.text(place));
        }
    }
}
