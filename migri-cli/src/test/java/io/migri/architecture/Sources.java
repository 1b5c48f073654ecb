package io.migri.architecture;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Source code: ours, and what is compiled to break a rule with. */
public final class Sources {
    private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
    private static final Pattern TYPE = Pattern.compile("class (\\w+)");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);

    private Sources() {}

    /** The project's root directory. */
    public static Path root() {
        Path module = Path.of("").toAbsolutePath();
        return Files.exists(module.resolve("migri-cli")) ? module : module.resolveSibling("");
    }

    /** The modules that the parent names, without those of a profile, which are not part of the product. */
    static List<String> modules() throws IOException {
        String parent = Files.readString(root().resolve("pom.xml"));
        Matcher module =
                Pattern.compile("<module>([^<]+)</module>").matcher(parent.substring(0, parent.indexOf("</modules>")));
        return module.results()
                .map(found -> found.group(1))
                .filter(name -> Files.isDirectory(root().resolve(name).resolve("src/main/java")))
                .toList();
    }

    /** The folders of {@code module} that hold sources, relative to where its sources begin. */
    static List<Path> packages(String module) throws IOException {
        Path sources = root().resolve(module).resolve("src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> sources.relativize(file.resolveSibling("")))
                    .distinct()
                    .toList();
        }
    }

    /** Compiles each of {@code sources} into {@code directory}. */
    static void compile(List<String> sources, Path directory) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<JavaFileObject> files = new ArrayList<>();
        sources.forEach(source -> files.add(new Source(source)));
        StringWriter complaints = new StringWriter();
        List<String> options =
                List.of("-proc:none", "-d", directory.toString(), "-classpath", System.getProperty("java.class.path"));
        if (!compiler.getTask(complaints, null, null, options, null, files).call()) {
            throw new AssertionError(complaints.toString());
        }
    }

    /** Every place under {@code directory} where a source names one of {@code words}, as {@code file: word}. */
    static List<String> naming(List<String> words, Path directory, boolean inComments) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file).toLowerCase(Locale.ROOT);
                String searched = inComments ? text : COMMENT.matcher(text).replaceAll("");
                words.stream().filter(searched::contains).forEach(word -> found.add(file + ": " + word));
            }
        }
        return found;
    }

    /** A source in memory. */
    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///" + path(text)), Kind.SOURCE);
            this.text = text;
        }

        private static String path(String text) {
            return group(PACKAGE, text).replace('.', '/') + "/" + group(TYPE, text) + ".java";
        }

        private static String group(Pattern pattern, String text) {
            Matcher matcher = pattern.matcher(text);
            if (!matcher.find()) {
                throw new IllegalArgumentException(text);
            }
            return matcher.group(1);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
