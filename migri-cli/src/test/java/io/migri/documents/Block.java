package io.migri.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A block of code on a page.
 *
 * @param above the line in front of it, such as a comment that says what the block is
 * @param language the name beside the opening fence; empty where there is none
 */
public record Block(String above, String language, List<String> lines) {
    private static final String FENCE = "```";
    private static final String BEGIN = "<!-- ";
    private static final String END = " -->";

    /** Those of {@code page}, in its order. */
    public static List<Block> of(Path page) throws IOException {
        List<String> lines = Files.readAllLines(page);
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(FENCE)) {
                int length = lines.subList(i + 1, lines.size()).indexOf(FENCE);
                if (length < 0) {
                    throw new IllegalArgumentException("a block without an end in " + page);
                }
                String above = i == 0 ? "" : lines.get(i - 1);
                String language = lines.get(i).substring(FENCE.length());
                blocks.add(new Block(above, language, lines.subList(i + 1, i + 1 + length)));
                i += length + 1;
            }
        }
        return blocks;
    }

    /** The words of the comment in front of it; empty where there is none. */
    public String comment() {
        return above.startsWith(BEGIN) && above.endsWith(END)
                ? above.substring(BEGIN.length(), above.length() - END.length())
                : "";
    }

    /** Its lines, each with its end. */
    String text() {
        return text(lines);
    }

    static String text(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }
}
