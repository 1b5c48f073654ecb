package io.migri.signatures;

import static io.migri.architecture.Sources.root;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What applications and plug-ins use stands in {@code docs/api}. Who changes it on purpose writes it anew:
 * {@code mvn -pl migri-cli -am test -Dtest=SignaturesTest -Dsurefire.failIfNoSpecifiedTests=false -Dmigri.docs.write=true}.
 */
final class SignaturesTest {
    private static final String REMEDY =
            "others use this: if the change is meant, say so in CHANGELOG.md, and write %s anew"
                    + " with `mvn -pl migri-cli -am test -Dtest=SignaturesTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dmigri.docs.write=true`";

    @ParameterizedTest
    @CsvSource({"migri-api, io/migri", "migri-core, io/migri/*.java", "migri-testkit, io/migri"})
    void areThoseThatAreWrittenDown(String module, String sources) throws Exception {
        Path file = root().resolve("docs/api/" + module + ".txt");
        String signatures = signatures(root().resolve(module).resolve("src/main/java"), sources);
        assertTrue(signatures.lines().count() > 40, signatures);
        if (System.getProperty("migri.docs.write") != null) {
            Files.writeString(file, signatures);
        }
        assertEquals(Files.readString(file), signatures, () -> REMEDY.formatted(root().relativize(file)));
    }

    /** The public types; with {@code /*.java} those of one package alone. */
    private static String signatures(Path root, String sources) throws Exception {
        boolean one = sources.endsWith("/*.java");
        List<String> lines = new ArrayList<>();
        for (String name : names(root, root.resolve(sources.replace("/*.java", "")), one ? 1 : Integer.MAX_VALUE)) {
            lines.addAll(Signatures.of(Class.forName(name, false, SignaturesTest.class.getClassLoader())));
        }
        return String.join("\n", lines);
    }

    private static List<String> names(Path root, Path folder, int depth) throws IOException {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.endsWith(".java") && !file.endsWith("-info.java"))
                    .map(file ->
                            file.substring(0, file.length() - ".java".length()).replace('/', '.'))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void showAllThatOthersCanSee() {
        assertEquals(
                List.of(
                        "protected abstract static class io.migri.signatures.SignaturesTest$Sample<T extends java.lang.Comparable<T>>"
                                + " implements java.util.function.Supplier<java.util.List<? super T>>",
                        "    <X extends java.lang.Exception> java.util.Optional<X[]> some(java.lang.String?, T) throws X",
                        "    protected Sample(int)",
                        "    protected abstract void closed()",
                        "    static final java.lang.String? SHOWN",
                        ""),
                Signatures.of(Sample.class));
    }

    @Test
    void showNothingOfWhatIsClosed() {
        assertEquals(List.of(), Signatures.of(TypeNames.class));
    }

    /** With one of everything. */
    protected abstract static class Sample<T extends Comparable<T>> implements Supplier<List<? super T>> {
        public static final @Nullable String SHOWN = null;
        static final String HIDDEN = "";

        protected Sample(int number) {
            if (number < 0) {
                throw new IllegalArgumentException(HIDDEN + number);
            }
        }

        public <X extends Exception> Optional<X[]> some(@Nullable String text, T value) throws X {
            return Optional.empty();
        }

        protected abstract void closed();

        void hidden() {}
    }
}
