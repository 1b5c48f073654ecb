package io.migri.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where texts name options or commands of the command line. An application that uses Migri as a library has neither, so outside of the
 * command line's module a text refers to them by {@code io.migri.api.text}.
 */
final class CommandLineWords {
    /** What stands where another program is told to do something, or its users are. */
    private static final Set<String> OF_OTHER_PROGRAMS = Set.of(
            "MySqlDumpBytes.java", // mysqldump
            "MySqlClientScript.java", // mysql
            "JepTrial.java", // java
            "JepBuild.java", // pip, javac and Python's configure
            "VirtualEnvironment.java"); // pip

    private static final Pattern COMMENT =
            Pattern.compile("/\\*.*?\\*/|^\\s*//[^\n]*", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"");
    private static final Pattern WORDS =
            Pattern.compile("--[a-z]|\\bmigri (?:archive|baseline|completion|config|doctor|help|init|lock"
                    + "|mark|migrate|new|python|repair|resume|show|sql|status|unmark|validate)\\b");

    private CommandLineWords() {}

    /** Every text under {@code directory} that has such words, as {@code file: text}. */
    static List<String> in(Path directory) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(CommandLineWords::isSearched).toList()) {
                Matcher literal =
                        LITERAL.matcher(COMMENT.matcher(Files.readString(file)).replaceAll(""));
                while (literal.find()) {
                    if (WORDS.matcher(literal.group()).find()) {
                        found.add(file.getFileName() + ": " + literal.group());
                    }
                }
            }
        }
        return found;
    }

    private static boolean isSearched(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".java") && !OF_OTHER_PROGRAMS.contains(name);
    }
}
