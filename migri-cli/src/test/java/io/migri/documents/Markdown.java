package io.migri.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The sentences of a page: those of its paragraphs and lists. Code, headings and tables are left out. */
final class Markdown {
    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)\\]\\([^)]*\\)");
    private static final Pattern ITEM = Pattern.compile("^\\s*(?:\\*|-|\\d+\\.) +");
    private static final Pattern END = Pattern.compile("(?<=[.!?:])[*)]*\\s+");

    private Markdown() {}

    static List<String> sentences(Path page) throws IOException {
        List<String> sentences = new ArrayList<>();
        StringBuilder paragraph = new StringBuilder();
        boolean code = false;
        for (String line : Files.readAllLines(page)) {
            boolean fence = line.startsWith("```");
            code ^= fence;
            boolean ends = fence
                    || code
                    || line.isBlank()
                    || line.startsWith("|")
                    || line.startsWith("#")
                    || line.startsWith("<")
                    || line.startsWith("    ");
            if (ends || ITEM.matcher(line).find()) {
                part(paragraph.toString(), sentences);
                paragraph.setLength(0);
            }
            if (!ends) {
                paragraph.append(ITEM.matcher(line).replaceFirst("")).append(' ');
            }
        }
        part(paragraph.toString(), sentences);
        return sentences;
    }

    private static void part(String paragraph, List<String> sentences) {
        String plain = LINK.matcher(CODE.matcher(paragraph).replaceAll("code")).replaceAll("$1");
        END.splitAsStream(plain).filter(sentence -> Prose.words(sentence) > 0).forEach(sentences::add);
    }
}
