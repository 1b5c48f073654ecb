package io.migri.format.flyway;

import io.migri.api.Migration;
import io.migri.format.file.Refusal;
import io.migri.format.file.Translated;
import io.migri.format.file.Translation;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads scripts as Flyway does: with placeholders, and with what the file beside a script says of it. */
final class Reading {
    private static final Set<String> KNOWN = Set.of("executeInTransaction", "placeholderReplacement", "encoding");

    private final Settings settings;
    private final Map<String, Migration> beside = new HashMap<>();

    /** @param all that lies in the directory */
    Reading(Settings settings, List<Migration> all) {
        this.settings = settings;
        all.forEach(one -> beside.put(one.fileName(), one));
    }

    /** {@code script} under that name. Reads the file beside it, where there is one. */
    Migration of(Script script, String name) throws IOException {
        Migration file = script.file();
        Settings own = own(file);
        boolean alone = !own.is("executeInTransaction", settings.is("executeInTransaction", true));
        boolean replaced = own.is("placeholderReplacement", settings.is("placeholderReplacement", true));
        Placeholders placeholders = new Placeholders(file, settings, replaced);
        String head = (script.prefix() == 'R' ? "/* migri: repeatable */ " : "")
                + (alone ? "/* migri: no-transaction */ " : "");
        return Translated.of(file, name, () -> new Lines(placeholders, head));
    }

    private Settings own(Migration file) throws IOException {
        Migration config = beside.get(file.fileName() + ".conf");
        if (config == null) {
            return Settings.NONE;
        }
        try (InputStream bytes = config.content().open()) {
            Settings own = Settings.ofProperties(bytes);
            for (String key : own.values().keySet()) {
                if (!KNOWN.contains(key)) {
                    throw Refusal.of(config, "sets " + key + ", which Migri does not know; take it out");
                }
            }
            return own;
        }
    }

    /** The lines of one reading. */
    private static final class Lines implements Translation {
        private final Placeholders placeholders;
        private String head;
        private int number;

        Lines(Placeholders placeholders, String head) {
            this.placeholders = placeholders;
            this.head = head;
        }

        @Override
        public String line(String line, boolean begins) {
            number += begins ? 1 : 0;
            String text = head + placeholders.replacedIn(line, number);
            head = "";
            return text;
        }

        @Override
        public String end() {
            return "";
        }
    }
}
