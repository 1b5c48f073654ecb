package io.migri.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    private static final List<String> DATABASES = List.of("postgres", "mysql", "mariadb", "sqlite", "asyncpg");

    /** All but what others wrote, and only the package is ours of. */
    private static final JavaClasses PROJECT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/io/migri/jooq/"))
            .importPackages("io.migri");

    static List<Law> laws() {
        return Laws.all();
    }

    /** A rule about nothing holds always, so this comes before all others. */
    @Test
    void everyModuleWasImported() throws IOException {
        List<String> missing = Sources.modules().stream()
                .filter(module -> PROJECT.stream().noneMatch(type -> comesFrom(type, module)))
                .toList();
        assertEquals(List.of(), missing, "modules without a class on the class path of the tests");
    }

    @ParameterizedTest
    @MethodSource("laws")
    void theProjectKeepsTheLaw(Law law) {
        law.rule().allowEmptyShould(true).check(PROJECT);
    }

    @ParameterizedTest
    @MethodSource("laws")
    void theLawObjectsToAPlantedCrime(Law law, @TempDir Path directory) {
        Sources.compile(law.crime(), directory);
        JavaClasses planted = new ClassFileImporter().importPath(directory);
        String report = law.rule().evaluate(planted).getFailureReport().toString();
        for (JavaClass criminal : planted) {
            assertTrue(report.contains(criminal.getName()), law + " does not mind " + criminal + ": " + report);
        }
    }

    @ParameterizedTest
    @MethodSource("laws")
    void theLawGivesItsReason(Law law) {
        assertTrue(law.rule().getDescription().contains("because"), law.rule().getDescription());
    }

    @Test
    void theCoreNamesNoDatabase() throws IOException {
        assertEquals(List.of(), Sources.naming(DATABASES, Sources.root().resolve("migri-core/src/main"), true));
    }

    @Test
    void theApiNamesDatabasesOnlyAsExamplesInComments() throws IOException {
        assertEquals(List.of(), Sources.naming(DATABASES, Sources.root().resolve("migri-api/src/main"), false));
    }

    @Test
    void aPlantedNameIsFound(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("Planted.java");
        Files.writeString(file, "class Planted { /* sqlite */ String id = \"PostgreSQL\"; // mysql\n}");
        assertEquals(List.of(file + ": postgres"), Sources.naming(DATABASES, directory, false));
        assertEquals(3, Sources.naming(DATABASES, directory, true).size());
    }

    /** Because an application that uses Migri as a library can neither set a flag nor run a command. */
    @Test
    void onlyTheCommandLineNamesItsOptionsAndCommands() throws IOException {
        for (String module : Sources.modules()) {
            if (!module.equals("migri-cli") && !module.startsWith("migri-testkit")) {
                Path sources = Sources.root().resolve(module).resolve("src/main/java");
                assertEquals(List.of(), CommandLineWords.in(sources), module);
            }
        }
    }

    @Test
    void aPlantedOptionAndAPlantedCommandAreFound(@TempDir Path directory) throws IOException {
        Files.writeString(
                directory.resolve("Planted.java"),
                "class Planted { /* \"--x\" */ String a = \"wait with --lock-wait\"; String b = \"run `migri repair`\"; }");
        assertEquals(
                List.of("Planted.java: \"wait with --lock-wait\"", "Planted.java: \"run `migri repair`\""),
                CommandLineWords.in(directory));
    }

    /** Because the module path takes no package from two jars. */
    @Test
    void noPackageStandsInTwoModules() throws IOException {
        Map<Path, String> homes = new HashMap<>();
        List<String> twice = new ArrayList<>();
        for (String module : Sources.modules()) {
            for (Path folder : Sources.packages(module)) {
                String other = homes.putIfAbsent(folder, module);
                if (other != null) {
                    twice.add(folder + " in " + other + " and " + module);
                }
            }
        }
        assertTrue(homes.size() > Sources.modules().size(), homes::toString);
        assertEquals(List.of(), twice);
    }

    private static boolean comesFrom(JavaClass type, String module) {
        return type.getSource()
                .map(source -> source.getUri().toString().contains("/" + module + "/target/"))
                .orElse(false);
    }
}
