package io.migri.cli.arguments;

import java.util.List;
import java.util.Optional;

/** The commands that there are, for the code that reads a command line. */
public interface Vocabulary {

    /** What can be typed for the command of that name; empty where there is none. */
    Optional<CommandSyntax> syntax(String word);

    /** The names of all, in the order in which help lists them. */
    List<String> words();

    /** What can be typed for each, in the same order. */
    default List<CommandSyntax> syntaxes() {
        return words().stream().flatMap(word -> syntax(word).stream()).toList();
    }

    /** Whether {@code word} is the first of a name of two. */
    boolean isGroup(String word);
}
