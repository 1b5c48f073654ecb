package io.migri.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Python modules that need each other are one module, as classes are that do. */
class PythonImportsTest {

    @Test
    void noModulesOfOursImportEachOther() throws IOException {
        Set<Path> folders = new TreeSet<>();
        for (String module : Sources.modules()) {
            Path resources = Sources.root().resolve(module).resolve("src/main/resources");
            if (Files.isDirectory(resources)) {
                folders.addAll(foldersOfPackages(resources));
            }
        }
        assertEquals(4, folders.size(), folders::toString);
        for (Path folder : folders) {
            assertEquals(Set.of(), PythonImports.in(folder).inCircles(), folder::toString);
        }
    }

    @Test
    void aPlantedCircleIsFound(@TempDir Path directory) throws IOException {
        Path planted = Files.createDirectories(directory.resolve("migri_planted/inner"))
                .getParent();
        Files.writeString(planted.resolve("__init__.py"), "from .egg import Egg\n");
        Files.writeString(
                planted.resolve("egg.py"),
                "\"\"\"Says:\n\nimport migri_planted.none\n\"\"\"\nfrom . import (\n    hen,  # its mother\n)\n");
        Files.writeString(planted.resolve("hen.py"), "def f():\n    from .inner.cock import Cock\n");
        Files.writeString(planted.resolve("inner/__init__.py"), "");
        Files.writeString(planted.resolve("inner/cock.py"), "import os, migri_planted.egg as egg\n");
        Files.writeString(planted.resolve("none.py"), "from .egg import Egg\nfrom ..other import x\n");
        assertEquals(
                Set.of("migri_planted.egg", "migri_planted.hen", "migri_planted.inner.cock"),
                PythonImports.in(directory).inCircles());
    }

    @Test
    void aPackageIsInACircleWithWhatNeedsIt(@TempDir Path directory) throws IOException {
        Path planted = Files.createDirectory(directory.resolve("migri_planted"));
        Files.writeString(planted.resolve("__init__.py"), "from . import egg\n");
        Files.writeString(planted.resolve("egg.py"), "from . import VERSION\n");
        assertTrue(PythonImports.in(directory).inCircles().contains("migri_planted"));
    }

    private static Set<Path> foldersOfPackages(Path resources) throws IOException {
        Set<Path> folders = new TreeSet<>();
        try (Stream<Path> files = Files.walk(resources)) {
            files.filter(file -> file.getFileName().toString().startsWith("migri_"))
                    .forEach(file -> folders.add(file.getParent()));
        }
        return folders;
    }
}
