package io.migri.cli.file;

import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.Spelling;
import io.migri.cli.arguments.UsageException;
import io.migri.cli.output.Printable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * Reads {@code migri.toml}. Its keys are the long options without their dashes, at the top for every environment, or
 * in a section {@code [env.NAME]}. An unknown key, a value of the wrong type and settings that could never count are
 * refused, with the line.
 */
final class ConfigText {
    private static final String ENVIRONMENTS = "env";

    /** Which files there are, and which section counts, is not for the file to say. */
    private static final Set<Setting> NOT_HERE =
            Set.of(Setting.ENVIRONMENT, Setting.CONFIG, Setting.NO_CONFIG, Setting.ENV_FILE, Setting.NO_ENV_FILE);

    private static final Set<Setting> PARTS_OF_A_DATABASE = Set.of(
            Setting.DB_HOST,
            Setting.DB_PORT,
            Setting.DIALECT,
            Setting.DB_USER,
            Setting.DB_PASS,
            Setting.DB_PASS_FILE,
            Setting.DB_PASS_COMMAND,
            Setting.DB_SCHEMA,
            Setting.DB_PROPERTY);

    private static final Set<Setting> PARTS_OF_A_URL =
            Set.of(Setting.DB_NAME, Setting.DB_HOST, Setting.DB_PORT, Setting.DIALECT);

    private final String file;
    private final TomlTable root;
    private final Map<String, Setting> keys = new TreeMap<>();

    private ConfigText(String file, TomlTable root) {
        this.file = file;
        this.root = root;
        for (Setting setting : Setting.values()) {
            if (!setting.variable().isEmpty() && !NOT_HERE.contains(setting)) {
                keys.put(setting.key(), setting);
            }
        }
    }

    /**
     * What the file says, by section; that of the top is called {@code ""}.
     *
     * @param file its name in messages
     * @throws UsageException where it cannot be understood
     */
    static Map<String, Map<Setting, Entry>> read(String text, String file) {
        TomlParseResult result = parse(text, file);
        if (result.hasErrors()) {
            throw malformed(file, result.errors().get(0));
        }
        return new ConfigText(file, result).sections();
    }

    /** The parser calls itself for each bracket, and a file may hold very many. */
    private static TomlParseResult parse(String text, String file) {
        try {
            return Toml.parse(text);
        } catch (StackOverflowError e) {
            throw new UsageException(Printable.text(file) + ": brackets are nested too deeply.");
        }
    }

    /** What was found there may be half a password, and is not told. */
    private static UsageException malformed(String file, TomlParseError error) {
        String message = String.valueOf(error.getMessage());
        int expected = message.indexOf("expected ");
        String reason = message.contains("previously defined")
                ? "this was defined before"
                : expected < 0
                        ? "this is not TOML"
                        : message.substring(expected).replaceAll(" \\(line.*", "");
        return refusal(file, error.position(), reason + ".");
    }

    private static UsageException refusal(String file, @Nullable TomlPosition position, String reason) {
        String place = position == null ? file : file + ":" + position.line() + ":" + position.column();
        return new UsageException(Printable.text(place) + ": " + reason);
    }

    private Map<String, Map<Setting, Entry>> sections() {
        Map<String, Map<Setting, Entry>> sections = new TreeMap<>();
        sections.put("", section(root, List.of()));
        if (root.keySet().contains(ENVIRONMENTS)) {
            TomlTable all = table(root, List.of(ENVIRONMENTS), "write [env.NAME] above the settings of an environment");
            for (String name : all.keySet()) {
                List<String> path = List.of(ENVIRONMENTS, name);
                sections.put(name, section(table(all, path, "write [env.NAME] above its settings"), path));
            }
        }
        return sections;
    }

    private TomlTable table(TomlTable parent, List<String> path, String help) {
        Object value = parent.get(List.of(path.get(path.size() - 1)));
        if (value instanceof TomlTable table) {
            return table;
        }
        throw refusal(path, Printable.text(String.join(".", path)) + " is not a section; " + help + ".");
    }

    private UsageException refusal(List<String> path, String reason) {
        return refusal(file, root.inputPositionOf(path), reason);
    }

    private Map<Setting, Entry> section(TomlTable table, List<String> path) {
        Map<Setting, Entry> entries = new EnumMap<>(Setting.class);
        for (String key : table.keySet()) {
            List<String> whole = new ArrayList<>(path);
            whole.add(key);
            if (whole.size() > 1 || !key.equals(ENVIRONMENTS)) {
                Setting setting = setting(key, whole);
                TomlPosition position = root.inputPositionOf(whole);
                entries.put(
                        setting,
                        new Entry(
                                values(setting, table.get(List.of(key)), whole),
                                position == null ? 1 : position.line()));
            }
        }
        requireWhole(entries, path);
        return entries;
    }

    private Setting setting(String key, List<String> path) {
        Setting setting = keys.get(key);
        if (setting != null) {
            return setting;
        }
        Optional<String> near = Spelling.nearest(key.replace('_', '-'), keys.keySet());
        throw refusal(
                path,
                "there is no setting '" + Printable.text(key) + "'."
                        + near.map(name -> " Did you mean " + name + "?")
                                .orElse(" The settings are the long options of"
                                        + " the command line, without their dashes."));
    }

    private List<String> values(Setting setting, @Nullable Object value, List<String> path) {
        if (setting == Setting.DB_PROPERTY) {
            return properties(value, path);
        }
        if (setting == Setting.PLUGIN_SETTING) {
            return List.of(String.join("\n", properties(value, path)));
        }
        if (!setting.takesValue()) {
            if (value instanceof Boolean is) {
                return List.of(is.toString());
            }
            if (setting.hasValue()) {
                return List.of(text(value, setting.key(), path));
            }
            throw refusal(path, setting.key() + " has to be true or false, without quotes.");
        }
        if (value instanceof TomlArray array && setting == Setting.FAIL_ON) {
            return List.of(String.join(
                    ",", array.toList().stream().map(String::valueOf).toList()));
        }
        return List.of(text(value, setting.key(), path));
    }

    private List<String> properties(@Nullable Object value, List<String> path) {
        if (!(value instanceof TomlTable table)) {
            String key = path.get(path.size() - 1);
            throw refusal(path, key + " has to be a table, such as " + key + " = { name = \"value\" }.");
        }
        List<String> properties = new ArrayList<>();
        for (String name : table.keySet()) {
            List<String> whole = new ArrayList<>(path);
            whole.add(name);
            Object each = table.get(List.of(name));
            properties.add(name + "=" + (each instanceof Boolean ? each.toString() : text(each, name, whole)));
        }
        return properties;
    }

    private String text(@Nullable Object value, String name, List<String> path) {
        if (value instanceof Long number) {
            return number.toString();
        }
        if (value instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw refusal(path, Printable.text(name) + " has to be a text in quotes, and not empty.");
    }

    /** What could never count is a mistake, and perhaps one about which database is meant. */
    private void requireWhole(Map<Setting, Entry> entries, List<String> path) {
        boolean url = entries.containsKey(Setting.URL);
        boolean named = entries.containsKey(Setting.DB_NAME);
        for (Setting setting : entries.keySet()) {
            List<String> whole = new ArrayList<>(path);
            whole.add(setting.key());
            if (url && PARTS_OF_A_URL.contains(setting)) {
                throw refusal(whole, setting.key() + " stands beside url, which says that already. Leave one out.");
            }
            if (!url && !named && PARTS_OF_A_DATABASE.contains(setting)) {
                throw refusal(
                        whole,
                        setting.key()
                                + " counts only for a database that is named in the same section, by url or db-name.");
            }
        }
    }

    /**
     * What a key is set to.
     *
     * @param values one, or several where the setting can be repeated
     * @param line counted from 1
     */
    record Entry(List<String> values, int line) {
        /** There may be a password in it. */
        @Override
        public String toString() {
            return "line " + line;
        }
    }
}
