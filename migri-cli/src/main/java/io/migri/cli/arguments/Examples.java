package io.migri.cli.arguments;

import java.util.List;

/** Examples of a command, each a line for a shell: the command, and a comment. */
public final class Examples {
    private static final String COMMENT = " # ";
    private static final String INDENT = "  ";

    private Examples() {}

    /** What is typed, without the comment. */
    public static String command(String example) {
        int comment = example.indexOf(COMMENT);
        return (comment < 0 ? example : example.substring(0, comment)).strip();
    }

    /** What it does; empty where it says nothing. */
    public static String meaning(String example) {
        int comment = example.indexOf(COMMENT);
        return comment < 0 ? "" : example.substring(comment + COMMENT.length()).strip();
    }

    /** Below each other, with a heading; empty where there are none. Comments go above where they have no room beside. */
    static String text(List<String> examples, int width) {
        int commands =
                examples.stream().mapToInt(one -> command(one).length()).max().orElse(0);
        int comments =
                examples.stream().mapToInt(one -> meaning(one).length()).max().orElse(0);
        boolean beside = INDENT.length() * 2 + commands + COMMENT.length() + comments <= width;
        StringBuilder text = new StringBuilder(examples.isEmpty() ? "" : "\nExamples:\n");
        for (String example : examples) {
            String command = command(example);
            String meaning = "# " + meaning(example);
            if (beside) {
                text.append(INDENT).append(command).append(" ".repeat(commands - command.length()));
                text.append(INDENT).append(meaning).append('\n');
            } else {
                text.append(INDENT).append(meaning).append('\n');
                text.append(INDENT).append(command).append('\n');
            }
        }
        return text.toString();
    }
}
