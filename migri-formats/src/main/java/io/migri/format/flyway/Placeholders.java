package io.migri.format.flyway;

import io.migri.api.Migration;
import io.migri.format.file.Refusal;
import io.migri.format.file.Translation;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Puts values in place of {@code ${…}}, wherever it stands: in comments and texts, too. */
final class Placeholders {
    private static final String OWN = "flyway:";

    private final Migration file;
    private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final String prefix;
    private final String suffix;
    private final boolean replaced;

    Placeholders(Migration file, Settings settings, boolean replaced) {
        this.file = file;
        this.prefix = Translation.inLine(settings.value("placeholderPrefix").orElse("${"));
        this.suffix = Translation.inLine(settings.value("placeholderSuffix").orElse("}"));
        this.replaced = replaced;
        values.putAll(settings.placeholders());
        values.put(OWN + "filename", file.fileName());
        values.put(OWN + "table", settings.table());
        values.put(OWN + "workingDirectory", Path.of("").toAbsolutePath().toString());
        settings.value("defaultSchema").ifPresent(schema -> values.put(OWN + "defaultSchema", schema));
    }

    /** @throws io.migri.api.MigriException where one has no value */
    String replacedIn(String line, int number) {
        if (!replaced || !line.contains(prefix)) {
            return line;
        }
        StringBuilder text = new StringBuilder();
        int position = 0;
        for (int start = line.indexOf(prefix); start >= 0; start = line.indexOf(prefix, position)) {
            int end = line.indexOf(suffix, start + prefix.length());
            if (end < 0) {
                throw Refusal.of(file, number, line.strip(), "has a placeholder that does not end on its line");
            }
            text.append(line, position, start)
                    .append(value(line.substring(start + prefix.length(), end), line, number));
            position = end + suffix.length();
        }
        return text.append(line, position, line.length()).toString();
    }

    private String value(String raw, String line, int number) {
        String name = Translation.fromLine(raw);
        return Optional.ofNullable(values.get(name))
                .map(Translation::inLine)
                .orElseThrow(() -> Refusal.of(
                        file,
                        number,
                        line.strip(),
                        "has the placeholder " + name + ", which "
                                + (name.startsWith(OWN)
                                        ? "Migri does not know; write the value"
                                        : "has no value; set flyway.placeholders." + name)));
    }
}
