package io.migri.documents;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A page that a reader follows step by step. A block that begins with {@code <!-- file: NAME -->} is a file. In a block of the language
 * {@code console}, commands stand after a dollar sign, and below each is what it shows; dots stand for what is not told.
 */
record HowTo(List<Step> steps) {
    private static final String FILE = "file: ";
    private static final Pattern DURATION = Pattern.compile("\\b\\d+(?:\\.\\d+)? (?:ms|s)\\b");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d[\\d.:+Z-]*");
    private static final Pattern BLANKS = Pattern.compile(" {2,}");

    /** Something that the reader does. */
    sealed interface Step permits Saves, Types {}

    /** Writes a file. */
    record Saves(String name, String text) implements Step {}

    /** Types a command, and sees something. */
    record Types(String command, String sees) implements Step {}

    static HowTo read(Path page) throws IOException {
        List<Step> steps = new ArrayList<>();
        for (Block block : Block.of(page)) {
            if (block.comment().startsWith(FILE)) {
                steps.add(new Saves(block.comment().substring(FILE.length()), block.text()));
            } else if (block.language().equals("console")) {
                commands(block.lines(), steps);
            }
        }
        return new HowTo(steps);
    }

    private static void commands(List<String> block, List<Step> steps) {
        for (int i = 0; i < block.size(); ) {
            if (!block.get(i).startsWith("$ ")) {
                throw new IllegalArgumentException("no command: " + block.get(i));
            }
            int end = i + 1;
            while (end < block.size() && !block.get(end).startsWith("$ ")) {
                end++;
            }
            steps.add(new Types(block.get(i).substring(2), Block.text(block.subList(i + 1, end))));
            i = end;
        }
    }

    /** Whether {@code seen} is what the page says, but for times, blanks and what it leaves out. */
    static boolean isAsTold(String told, String seen) {
        StringBuilder pattern = new StringBuilder("(?s)");
        for (String part : withoutTimes(told).split("…", -1)) {
            pattern.append(pattern.length() > 4 ? ".*?" : "").append(Pattern.quote(part));
        }
        return Pattern.matches(pattern.toString(), withoutTimes(seen));
    }

    private static String withoutTimes(String text) {
        String timeless =
                TIME.matcher(DURATION.matcher(text).replaceAll("0 ms")).replaceAll("a time");
        return BLANKS.matcher(timeless).replaceAll(" ").replace(" \n", "\n");
    }
}
