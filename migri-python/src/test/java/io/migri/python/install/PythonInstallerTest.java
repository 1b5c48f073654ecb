package io.migri.python.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.MigriException;
import io.migri.python.PythonExamination;
import io.migri.python.interpreter.Program;
import io.migri.python.interpreter.PythonDiscovery;
import io.migri.python.interpreter.PythonProbe;
import io.migri.spi.examination.Finding;
import io.migri.testkit.python.PythonEnvironments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code migri python install} makes, and what {@code migri doctor} says of it. */
class PythonInstallerTest {
    private final List<String> progress = new ArrayList<>();
    private Map<String, String> environment;
    private Path home;

    @BeforeEach
    void makeHome(@TempDir Path root) throws IOException {
        home = Files.createDirectories(root.resolve("home with a space"));
        environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("XDG_") || name.equals("VIRTUAL_ENV"));
    }

    @Test
    void makesAnEnvironmentWithJepThatRunsThenFind() throws IOException {
        String made = install(Map.of(), "PyMySQL==1.1.2");
        Path link = home.resolve(".local/share/migri/python");
        assertTrue(made.contains(" with jep 4.3.2 in " + link), made);
        assertTrue(
                progress.containsAll(List.of("compiling jep 4.3.2", "installing PyMySQL==1.1.2")), progress.toString());
        PythonDiscovery.Found found = discovery().find(Optional.empty());
        assertEquals("from RuntimeInstaller.install(…)", found.origin().toString());
        assertEquals("1.1.2", found.interpreter().installed("pymysql").orElseThrow());
        List<Finding> findings = new PythonExamination(environment, discovery()).examine(name -> Optional.empty());
        assertTrue(findings.stream().allMatch(finding -> finding.state() == Finding.State.OK), findings.toString());
        assertTrue(text(findings, "engine").startsWith("jep, because it is installed"), findings.toString());
        assertEquals("pymysql 1.1.2; Migri's own stand-in for asyncpg, aiosqlite, aiomysql", text(findings, "drivers"));
    }

    @Test
    void replacesTheOneBefore() throws IOException {
        install(Map.of("python.engine", "process"));
        install(Map.of("python.engine", "process"), "aiosqlite==0.22.1");
        assertTrue(discovery()
                .find(Optional.empty())
                .interpreter()
                .installed("aiosqlite")
                .isPresent());
        assertEquals(1, environments());
    }

    @Test
    void keepsTheOneBeforeWhereItFails() throws IOException {
        install(Map.of("python.engine", "process"));
        MigriException failure = assertThrows(
                MigriException.class, () -> install(Map.of("python.engine", "process"), "./there is no such package"));
        assertTrue(failure.getMessage().startsWith("pip could not install ./there is no such package: "));
        assertTrue(failure.details().isPresent());
        assertEquals(
                "from RuntimeInstaller.install(…)",
                discovery().find(Optional.empty()).origin().toString());
        assertEquals(1, environments());
    }

    @Test
    void namesAllThatJepLacks() {
        environment.put("PATH", "/nonexistent");
        environment.remove("CC");
        Map<String, String> settings = Map.of("python.path", plain());
        MigriException failure = assertThrows(MigriException.class, () -> install(settings));
        assertEquals(
                "jep is compiled when it is installed, and this is missing for it: a C compiler (on Debian the package"
                        + " gcc)",
                failure.text().toString());
        assertTrue(failure.help()
                .orElseThrow()
                .toString()
                .contains("Migri.Builder.setting(\"python.engine\", \"process\")"));
        assertFalse(Files.exists(home.resolve(".local/share/migri/python")));
    }

    @Test
    void theDoctorTellsOfAPythonWithoutJep() {
        List<Finding> findings = examined(Map.of("python.path", plain()));
        assertEquals("process, because jep is not installed", text(findings, "engine"));
        assertTrue(findings.stream().allMatch(finding -> finding.state() == Finding.State.OK), findings.toString());
        List<Finding> named = examined(Map.of("python.path", plain(), "python.engine", "jep"));
        assertEquals(
                List.of(
                        Finding.State.OK,
                        Finding.State.OK,
                        Finding.State.PROBLEM,
                        Finding.State.PROBLEM,
                        Finding.State.OK),
                named.stream().map(Finding::state).toList(),
                named.toString());
        assertEquals("jep does not work: jep is not installed in " + plain(), text(named, "engine"));
    }

    @Test
    void theDoctorTellsOfAPythonThatIsNotThere() {
        List<Finding> named = examined(Map.of("python.path", "/nonexistent/python3"));
        assertEquals(1, named.size());
        assertEquals(Finding.State.PROBLEM, named.get(0).state());
        environment.put("PATH", "/nonexistent");
        List<Finding> none = examined(Map.of());
        assertEquals(Finding.State.WARNING, none.get(0).state());
        assertEquals(
                "no Python was found to run .py migrations in; only .sql migrations can be run",
                none.get(0).text().toString());
    }

    @Test
    void theDoctorSurvivesAJepThatCrashes(@TempDir Path folder) throws IOException {
        Path broken = brokenJep(folder);
        List<Finding> findings = examined(Map.of("python.path", broken.toString()));
        Finding engine = findings.stream()
                .filter(finding -> finding.area().equals("engine"))
                .findFirst()
                .orElseThrow();
        assertEquals(Finding.State.WARNING, engine.state());
        assertTrue(engine.text().toString().startsWith("process, because jep does not work: "), engine::toString);
    }

    @Test
    void theDoctorTellsWhatIsLeftOutOfAccount() {
        environment.put("PYTHONHOME", "/nonexistent");
        List<Finding> findings = examined(Map.of("python.path", plain()));
        assertEquals("PYTHONHOME is set, and Migri ignores it", text(findings, "environment"));
    }

    /** An environment like that with Jep, whose library is not one. */
    private static Path brokenJep(Path folder) throws IOException {
        Path whole = PythonEnvironments.ofThisUser().withJep().getParent().getParent();
        Program.Ended copied =
                Program.of("cp", "-a", whole + "/.", folder.toString()).run(java.time.Duration.ofMinutes(1));
        assertTrue(copied.well(), copied.output());
        Path program = folder.resolve("bin/python3");
        Files.writeString(PythonProbe.ask(program).jep().orElseThrow().library(), "no library");
        return program;
    }

    private static String plain() {
        try {
            return PythonEnvironments.ofThisUser().plain().toString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String install(Map<String, String> settings, String... packages) throws IOException {
        return new PythonInstaller(environment, home, home)
                .install(List.of(packages), name -> Optional.ofNullable(settings.get(name)), progress::add);
    }

    private List<Finding> examined(Map<String, String> settings) {
        return new PythonExamination(environment, discovery()).examine(name -> Optional.ofNullable(settings.get(name)));
    }

    private PythonDiscovery discovery() {
        return new PythonDiscovery(environment, home, home);
    }

    private long environments() throws IOException {
        try (Stream<Path> all = Files.list(home.resolve(".local/share/migri"))) {
            return all.filter(path -> path.getFileName().toString().startsWith("python-"))
                    .count();
        }
    }

    private static String text(List<Finding> findings, String area) {
        return findings.stream()
                .filter(finding -> finding.area().equals(area))
                .findFirst()
                .orElseThrow()
                .text()
                .toString();
    }
}
