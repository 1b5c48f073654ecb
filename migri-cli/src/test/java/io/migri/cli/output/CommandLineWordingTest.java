package io.migri.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.text.Installation;
import io.migri.api.text.Operation;
import io.migri.api.text.Option;
import io.migri.api.text.PluginSetting;
import io.migri.api.text.Reference;
import io.migri.api.text.Text;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineWordingTest {
    @Test
    void optionsAreFlags() {
        assertEquals("-m", spoken(Option.LOCATION));
        assertEquals("-n", spoken(Option.DATABASE));
        assertEquals("--db-schema", spoken(Option.SCHEMA));
        assertEquals("--lock-wait", spoken(Option.LOCK_WAIT));
        assertEquals("--no-report", spoken(Option.NO_REPORT));
        assertEquals("--dry-run-rows all", spoken(Option.ALL_DRY_RUN_ROWS));
        assertEquals("--dry-run-url", spoken(Option.DRY_RUN_SERVER));
        assertEquals("--python", spoken(PluginSetting.of("python.path")));
        assertEquals("--python and MIGRI_PYTHON", spoken(PluginSetting.everySourceOf("python.path")));
        assertEquals("--python-engine process", spoken(PluginSetting.of("python.engine", "process")));
    }

    @Test
    void operationsAreCommands() {
        assertEquals("migri migrate", spoken(Operation.MIGRATE));
        assertEquals("migri resume --retry", spoken(Operation.RESUME_RETRY));
        assertEquals("migri resume --skip-statement", spoken(Operation.RESUME_SKIP_STATEMENT));
        assertEquals("migri resume --mark-applied", spoken(Operation.RESUME_MARK_APPLIED));
        assertEquals("migri doctor", spoken(Operation.EXAMINE));
        assertEquals("migri repair --clear-journal 0001", spoken(Operation.CLEAR_JOURNAL.on("0001")));
        assertEquals("migri mark '0001'", spoken(Operation.MARK.on("0001")));
        assertEquals("migri unmark '0001'", spoken(Operation.UNMARK.on("0001")));
        assertEquals("migri python install", spoken(new Installation("python", List.of())));
        assertEquals("migri python install --with a --with b", spoken(new Installation("python", List.of("a", "b"))));
    }

    @Test
    void aLibrarysWordsAreThoseOfJava() {
        Text text = Text.of("wait longer with ", Option.LOCK_WAIT, ", or run `", Operation.MIGRATE, "`");
        assertEquals("wait longer with Migri.Builder.lockWait, or run `Migri.migrate()`", text.toString());
        assertEquals("wait longer with --lock-wait, or run `migri migrate`", CommandLineWording.spoken(text));
    }

    @Test
    void noOptionIsWithoutWords() {
        for (Option option : Option.values()) {
            assertTrue(!spoken(option).isBlank() && !option.javaName().isBlank(), option::name);
        }
    }

    private static String spoken(Reference reference) {
        return CommandLineWording.spoken(Text.of(reference));
    }
}
