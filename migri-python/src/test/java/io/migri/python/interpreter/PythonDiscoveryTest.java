package io.migri.python.interpreter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.MigriException;
import io.migri.python.Machine;
import io.migri.testkit.python.PythonEnvironments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonDiscoveryTest {
    private static final String SHIM = "shims/python3";

    private Machine machine;

    @BeforeEach
    void makeMachine(@TempDir Path root) throws IOException {
        machine = new Machine(root);
    }

    @Test
    void thePlacesAreLookedAtInTheirOrder() throws IOException {
        machine.python("bin/python", "3.10.1");
        assertEquals("3.10.1", found());
        machine.python("bin/python3", "3.10.2");
        assertEquals("3.10.2", found());
        machine.python("home/.local/share/migri/python/bin/python3", "3.10.3");
        assertEquals("3.10.3", found());
        machine.python("work/.venv/bin/python3", "3.10.4");
        assertEquals("3.10.4", found());
        machine.python("virtual/bin/python3", "3.10.5");
        machine.environment().put("VIRTUAL_ENV", machine.path("virtual").toString());
        assertEquals("3.10.5", found());
        assertEquals("from VIRTUAL_ENV", machine.find().origin().toString());
        assertEquals("3.10.1", machine.find("python").interpreter().version());
    }

    @Test
    void anEnvironmentThatNobodyNamedMustNotBeEverybodys() throws IOException {
        machine.python("bin/python3", "3.10.2");
        machine.python("work/.venv/bin/python3", "3.10.4");
        assertEquals("3.10.4", found());
        Files.setPosixFilePermissions(machine.path("work/.venv/bin"), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertEquals("3.10.2", found());
        assertEquals("3.10.4", machine.find(".venv").interpreter().version());
    }

    /** It is found through a variable that may lead to a folder of several users. */
    @Test
    void whatWasInstalledMustNotBeSomebodyElses() throws IOException {
        machine.environment().put("XDG_DATA_HOME", machine.path("data").toString());
        machine.python("bin/python3", "3.10.2");
        machine.python("data/migri/python-1/bin/python3", "3.10.4");
        Files.createSymbolicLink(machine.path("data/migri/python"), machine.path("data/migri/python-1"));
        assertEquals("3.10.4", found());
        for (String folder : new String[] {"data/migri", "data/migri/python-1", "data/migri/python-1/bin"}) {
            Path open = machine.path(folder);
            var before = Files.getPosixFilePermissions(open);
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
            assertEquals("3.10.2", found(), folder);
            Files.setPosixFilePermissions(open, before);
        }
        assertEquals("3.10.4", found());
    }

    @Test
    void theFoldersOfTheUserAreWhereTheUserSays() throws IOException {
        machine.environment().put("XDG_DATA_HOME", machine.path("data").toString());
        machine.python("data/migri/python/bin/python3", "3.10.3");
        assertEquals("3.10.3", found());
    }

    @Test
    void whatIsNamedMayBeAFileACommandOrAnEnvironment() throws IOException {
        machine.python("work/env/bin/python3", "3.12.0");
        machine.python("bin/python3.13", "3.13.0");
        for (String name : new String[] {
            "env",
            "env/",
            "./env/bin/python3",
            machine.path("work/env/bin/python3").toString()
        }) {
            assertEquals("3.12.0", machine.find(name).interpreter().version(), name);
        }
        assertEquals("3.13.0", machine.find("python3.13").interpreter().version());
    }

    @Test
    void whatIsNamedAndIsNotThereIsRefused() throws IOException {
        machine.python("bin/python3", "3.12.0");
        for (String name : new String[] {"nowhere/python3", "python9", "a\0b"}) {
            MigriException refusal = assertThrows(MigriException.class, () -> machine.find(name));
            assertEquals("there is no Python " + name, refusal.text().toString());
            assertEquals(
                    "look at Migri.Builder.setting(\"python.path\", …) and what it is given, or leave them out",
                    refusal.help().orElseThrow().toString());
        }
    }

    @Test
    void whatIsNamedAndTooOldIsRefused() throws IOException {
        for (String version : new String[] {"3.9.18", "2.7.18"}) {
            Path program = machine.python("old/python3", version);
            MigriException refusal = assertThrows(MigriException.class, () -> machine.find(program.toString()));
            assertEquals(
                    program + " is Python " + version + ", and migrations need 3.10 or newer",
                    refusal.text().toString());
            assertTrue(refusal.help().orElseThrow().toString().contains("Migri.Builder.setting(\"python.path\", …)"));
        }
    }

    @Test
    void whatIsNoPythonIsRefused() throws IOException {
        Path broken = machine.script("broken", "#!/bin/sh\necho 'no such version installed' >&2\nexit 127\n");
        assertEquals(
                broken + " is not a Python that works: no such version installed",
                assertThrows(MigriException.class, () -> machine.find(broken.toString()))
                        .text()
                        .toString());
        Path text = Files.writeString(machine.path("text"), "text");
        assertTrue(assertThrows(MigriException.class, () -> machine.find(text.toString()))
                .text()
                .toString()
                .startsWith(text + " cannot be run: "));
    }

    @Test
    void unsuitableOnesArePassedOverAndNamedOnlyWhereNoneFits() throws IOException {
        Path old = machine.python("work/.venv/bin/python3", "3.8.1");
        MigriException refusal = assertThrows(MigriException.class, () -> machine.find());
        assertEquals(
                "no Python was found to run .py migrations in: " + old
                        + " is Python 3.8.1, and migrations need 3.10 or newer",
                refusal.text().toString());
        machine.python("bin/python3", "3.11.0");
        assertEquals("3.11.0", found());
    }

    @Test
    void aMachineWithoutPythonIsToldSo() {
        MigriException refusal = assertThrows(MigriException.class, () -> machine.find());
        assertEquals(
                "no Python was found to run .py migrations in", refusal.text().toString());
        assertEquals(
                "name another one with Migri.Builder.setting(\"python.path\", …), or install Python 3.10 or newer",
                refusal.help().orElseThrow().toString());
    }

    @Test
    void aSecondSearchStartsNothing() throws IOException {
        machine.python(SHIM, "3.11.0");
        onlyShims();
        assertEquals("3.11.0", found());
        assertEquals("3.11.0", found());
        assertEquals(1, machine.started(SHIM));
    }

    @Test
    void aChangedProgramIsAskedAgain() throws IOException {
        machine.python(SHIM, "3.11.0");
        onlyShims();
        found();
        machine.python(SHIM, "3.12.10");
        assertEquals("3.12.10", found());
    }

    @Test
    void changedPackagesAreAskedForAgain() throws IOException {
        machine.python(SHIM, "3.11.0");
        onlyShims();
        found();
        Files.setLastModifiedTime(machine.path("shims/packages"), FileTime.fromMillis(12345));
        found();
        assertEquals(2, machine.started(SHIM));
    }

    @Test
    void aShimIsAskedAgainWhereItMayDecideOtherwise() throws IOException {
        machine.python(SHIM, "3.11.0");
        onlyShims();
        found();
        Files.writeString(machine.path("work/.python-version"), "3.12");
        found();
        assertEquals(2, machine.started(SHIM));
        machine.environment().put("PYENV_VERSION", "3.13");
        found();
        assertEquals(3, machine.started(SHIM));
        found();
        assertEquals(3, machine.started(SHIM));
    }

    @Test
    void aScriptOfUnknownMakeIsAskedEachTime() throws IOException {
        machine.python("bin/python3", "3.11.0");
        found();
        found();
        assertEquals(2, machine.started("bin/python3"));
    }

    @Test
    void aBrokenMemoryIsNone() throws IOException {
        machine.python(SHIM, "3.11.0");
        onlyShims();
        found();
        try (var files = Files.list(machine.home().resolve(".cache/migri/pythons"))) {
            for (Path file : files.toList()) {
                Files.writeString(file, Files.readString(file).substring(0, 40));
            }
        }
        assertEquals("3.11.0", found());
        assertEquals(2, machine.started(SHIM));
    }

    @Test
    void aMemoryThatCannotBeWrittenIsNone() throws IOException {
        machine.python(SHIM, "3.11.0");
        onlyShims();
        Files.writeString(machine.home().resolve(".cache"), "a file");
        assertEquals("3.11.0", found());
    }

    @Test
    void aRealInterpreterTellsAllThatIsNeeded() throws IOException {
        Path program = PythonEnvironments.ofThisUser().withJepAndDrivers();
        Interpreter interpreter = machine.find(program.toString()).interpreter();
        assertEquals(program.toString(), interpreter.executable());
        Jep jep = interpreter.jep().orElseThrow();
        assertEquals("4.3.2", jep.version());
        assertTrue(Files.isRegularFile(jep.jar()) && Files.isRegularFile(jep.library()), jep.toString());
        assertTrue(!interpreter.libraries().isEmpty());
        assertTrue(Files.exists(interpreter.headers().resolve("Python.h")));
        assertEquals("0.31.0", interpreter.installed("asyncpg").orElseThrow());
        assertEquals("0.22.1", interpreter.installed("aiosqlite").orElseThrow());
        assertEquals("0.3.2", interpreter.installed("aiomysql").orElseThrow());
        assertEquals("1.1.2", interpreter.installed("pymysql").orElseThrow());
        assertTrue(interpreter.installed("numpy").isEmpty());
        assertEquals(
                interpreter.told(),
                machine.find(program.toString()).interpreter().told());
    }

    @Test
    void anEnvironmentWithNothingInItIsSuitable() throws IOException {
        Path program = PythonEnvironments.ofThisUser().plain();
        Interpreter interpreter = machine.find(program.toString()).interpreter();
        assertTrue(interpreter.jep().isEmpty());
        assertTrue(interpreter.installed("asyncpg").isEmpty());
    }

    private void onlyShims() {
        machine.environment().put("PATH", machine.path("shims").toString());
    }

    private String found() throws IOException {
        return machine.find().interpreter().version();
    }
}
