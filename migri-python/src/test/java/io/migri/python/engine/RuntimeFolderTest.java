package io.migri.python.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.MigriException;
import io.migri.python.Machine;
import io.migri.python.PythonRun;
import io.migri.spi.binding.Facade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is executed from a cache is this user's. */
final class RuntimeFolderTest {
    private static final Facade FACADE = new Facade("migri_echo", PythonRun.class, List.of("__init__.py"));

    @TempDir
    private Path directory;

    private final List<String> told = new ArrayList<>();

    @Test
    void liesInTheCacheForTheUserAlone() throws IOException {
        RuntimeFolder first = folder();
        assertTrue(first.path().startsWith(cache().toRealPath()), first.toString());
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(first.path())));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(cache())));
        first.close();
        assertEquals(first, folder());
        assertEquals(List.of(), told);
    }

    @Test
    void isAnotherOneWhereOthersCanWriteToTheCache() throws IOException {
        RuntimeFolder prepared = folder();
        open(cache());
        assertElsewhere();
        Files.setPosixFilePermissions(cache(), PosixFilePermissions.fromString("rwx------"));
        open(prepared.path());
        assertElsewhere();
    }

    /** As an image may have it that was made with an umask of 0. */
    @Test
    void isAnotherOneWhereOthersCanWriteToAFileOfIt() throws IOException {
        RuntimeFolder prepared = folder();
        for (String folder : List.of("", "migri_rt")) {
            Files.setPosixFilePermissions(
                    prepared.path().resolve(folder), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        assertEquals(prepared, folder());
        open(prepared.path().resolve("migri_rt").resolve("child.py"));
        assertElsewhere();
    }

    @Test
    void isAnotherOneWhereTheCacheIsNoFolder() throws IOException {
        Files.writeString(cache(), "a file");
        assertElsewhere();
    }

    @Test
    void saysWhatItNeedsWhereNothingCanBeWritten() throws IOException {
        Files.writeString(cache(), "a file");
        String before = System.setProperty("java.io.tmpdir", cache().toString());
        try {
            MigriException refused = assertThrows(MigriException.class, this::folder);
            assertEquals(
                    "the files that Python needs can be written neither to " + cache() + " nor to " + cache(),
                    refused.getMessage().lines().findFirst().orElseThrow());
        } finally {
            System.setProperty("java.io.tmpdir", before);
        }
    }

    @Test
    void aMemoryThatOthersCanWriteIsNone() throws IOException {
        Machine machine = new Machine(directory);
        machine.python("shims/python3", "3.12.0");
        machine.environment().put("PATH", machine.path("shims").toString());
        assertEquals("3.12.0", machine.find().interpreter().version());
        int before = machine.started("shims/python3");
        machine.find();
        assertEquals(before, machine.started("shims/python3"));
        open(machine.path("home/.cache/migri/pythons"));
        machine.find();
        assertNotEquals(before, machine.started("shims/python3"));
    }

    private void assertElsewhere() throws IOException {
        told.clear();
        RuntimeFolder other = folder();
        assertFalse(other.path().startsWith(cache().toRealPath()), other.toString());
        assertTrue(Files.isRegularFile(other.path().resolve("migri_rt").resolve("child.py")));
        assertEquals(1, told.size(), told.toString());
        other.close();
        assertFalse(Files.exists(other.path()));
    }

    private RuntimeFolder folder() throws IOException {
        return RuntimeFolder.of(FACADE, cache(), told::add);
    }

    private Path cache() {
        return directory.resolve("cache");
    }

    private static void open(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
}
