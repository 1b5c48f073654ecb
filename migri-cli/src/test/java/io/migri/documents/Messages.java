package io.migri.documents;

import static io.migri.architecture.Sources.root;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The texts in the product's sources that people read, by the source they stand in. What is no language, such as SQL and parts of words,
 * is left out.
 */
record Messages(Map<String, List<String>> bySource, Map<String, Set<String>> withoutNextStep) {
    private static final List<String> MODULES = List.of(
            "migri-api",
            "migri-core",
            "migri-dialect-mysql",
            "migri-dialect-postgresql",
            "migri-dialect-sqlite",
            "migri-formats",
            "migri-python",
            "migri-cli");

    private static final Pattern WORDS =
            Pattern.compile("\\p{L}[\\p{L}'-]*,? [\\p{L}'(-]*\\p{L}|} \\p{L}{2}|\\p{L}{2} \\{");
    private static final Pattern SQL = Pattern.compile(
            "(?s)[( ]*(select|insert (ignore |into|\\{)|update \\{|delete from|alter (table|database)|union all|with held|"
                    + "create (table|temporary|database) [^,]*[{(`]|drop (index|table|temporary|database)|declare |perform |"
                    + "set (session|sql_mode|statement|character|net_|\\{)|do (\\{|release|setval)|begin (if|for)|show |"
                    + "from (\\{|pg_)|where |(not )?exists \\(|lock table|handler \\{|savepoint |rollback to|release migri|"
                    + "close \\{|deallocate|listen |if (not exists|pg_)|case when|coalesce\\(|join pg_|limit |cast\\().*"
                    + "|.*(pg_catalog|information_schema|_schema = |sqlite_schema|\\{EQ}|operator\\().*");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*}");

    static Messages ofTheSources() throws IOException, InterruptedException {
        Map<String, List<String>> found = new TreeMap<>();
        Map<String, Set<String>> stuck = new TreeMap<>();
        for (String module : MODULES) {
            Path sources = root().resolve(module).resolve("src/main/java");
            for (CompilationUnitTree unit : parsed(sources)) {
                MessageScanner scanner = new MessageScanner();
                scanner.scan(unit, null);
                Path file = Path.of(unit.getSourceFile().toUri());
                keep(file, scanner.texts(), found);
                Set<String> codes = NextSteps.missingIn(unit);
                if (!codes.isEmpty()) {
                    stuck.put(String.valueOf(file.getFileName()), codes);
                }
            }
        }
        python(found);
        return new Messages(found, stuck);
    }

    /** The list as it is kept: each source with its texts, a line each. */
    String list() {
        StringBuilder list = new StringBuilder();
        bySource.forEach((source, texts) ->
                list.append("## ").append(source).append('\n').append(lines(texts)));
        return list.toString();
    }

    /** Whether these are the words of a driver that Python knows, for which Migri's own look-alike stands. */
    static boolean isForeign(String source) {
        return source.contains("/facade/");
    }

    private static String lines(List<String> texts) {
        return String.join("\n", texts) + "\n\n";
    }

    private static void keep(Path file, List<String> texts, Map<String, List<String>> found) {
        List<String> prose = texts.stream()
                .map(text -> text.strip().replace("\n", "\\n"))
                .filter(Messages::isProse)
                .toList();
        if (!prose.isEmpty()) {
            String source = root().relativize(file).toString();
            found.put(source.replace("src/main/java/io/migri/", "").replace("src/main/resources/io/migri/", ""), prose);
        }
    }

    private static boolean isProse(String text) {
        String own = PLACEHOLDER.matcher(text).replaceAll("");
        return WORDS.matcher(text).find()
                && !own.equals(own.toUpperCase(Locale.ROOT))
                && !SQL.matcher(text).matches();
    }

    private static List<CompilationUnitTree> parsed(Path sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> files = Files.walk(sources);
                StandardJavaFileManager manager = compiler.getStandardFileManager(null, Locale.ROOT, UTF_8)) {
            List<Path> java = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(java));
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            return units;
        }
    }

    private static void python(Map<String, List<String>> found) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "python3",
                root().resolve("migri-cli/src/test/resources/io/migri/documents/texts.py")
                        .toString()));
        MODULES.forEach(module ->
                command.add(root().resolve(module).resolve("src/main/resources").toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("python3 could not read the sources");
        }
        for (String source : said.split("(?m)^## ", -1)) {
            List<String> lines = source.lines().toList();
            if (!lines.isEmpty()) {
                keep(Path.of(lines.get(0)), lines.subList(1, lines.size()), found);
            }
        }
    }
}
