package io.migri.documents;

import io.migri.cli.output.DisplayWidth;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a terminal shows, as an image that is readable on light and on dark pages. Bold letters and words tell what colours tell. */
final class Picture {
    private static final double CELL = 8.4;
    private static final int LINE = 20;
    private static final int EDGE = 16;
    private static final String STYLE = """
          <style>
            text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; fill: #1f2328; }
            rect { fill: #f6f8fa; stroke: #d1d9e0; }
            .b { font-weight: bold; } .d { fill: #59636e; }
            .c31 { fill: #b31d28; } .c32 { fill: #116329; } .c34 { fill: #0550ae; }
            @media (prefers-color-scheme: dark) {
              text { fill: #e6edf3; } rect { fill: #161b22; stroke: #30363d; } .d { fill: #9198a1; }
              .c31 { fill: #ff9492; } .c32 { fill: #56d364; } .c34 { fill: #79c0ff; }
            }
          </style>
        """;

    private static final Pattern TEXT = Pattern.compile("xml:space=\"preserve\"([^>]*)>([^<]*)</text>");

    private final int columns;

    Picture(int columns) {
        this.columns = columns;
    }

    /** An image of {@code lines}, which those who cannot see it hear as {@code title}. */
    String of(String title, List<List<Shown>> lines) {
        double width = columns * CELL + 2 * EDGE;
        int height = lines.size() * LINE + 2 * EDGE;
        StringBuilder image = new StringBuilder();
        image.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"%.0f\" height=\"%d\" viewBox=\"0 0 %.0f %d\">\n"
                        .formatted(width, height, width, height));
        image.append("  <title>").append(escaped(title)).append("</title>\n").append(STYLE);
        image.append("  <rect x=\"0.5\" y=\"0.5\" width=\"%.0f\" height=\"%d\" rx=\"6\"/>\n"
                .formatted(width - 1, height - 1));
        for (int i = 0; i < lines.size(); i++) {
            image.append(line(lines.get(i), EDGE + LINE * i + 14));
        }
        return image.append("</svg>\n").toString();
    }

    /** The image, in which each text takes as many cells as on a terminal, however wide the letters of the reader's font are. */
    static String fitted(String image) {
        return TEXT.matcher(image)
                .replaceAll(found -> Matcher.quoteReplacement(
                        "xml:space=\"preserve\" textLength=\"%.1f\" lengthAdjust=\"spacingAndGlyphs\"%s>%s</text>"
                                .formatted(
                                        DisplayWidth.of(unescaped(found.group(2))) * CELL,
                                        found.group(1),
                                        found.group(2))));
    }

    private static String line(List<Shown> cells, int bottom) {
        StringBuilder line = new StringBuilder();
        int column = 0;
        for (Shown run : runs(cells)) {
            if (!run.text().isBlank()) {
                line.append("  <text x=\"%.1f\" y=\"%d\" xml:space=\"preserve\"%s>%s</text>\n"
                        .formatted(EDGE + column * CELL, bottom, style(run), escaped(run.text())));
            }
            column += DisplayWidth.of(run.text());
        }
        return line.toString();
    }

    private static List<Shown> runs(List<Shown> cells) {
        List<Shown> runs = new ArrayList<>();
        for (Shown cell : cells) {
            int last = runs.size() - 1;
            if (last >= 0 && runs.get(last).looksLike(cell)) {
                runs.set(last, cell.with(runs.get(last).text() + cell.text()));
            } else {
                runs.add(cell);
            }
        }
        return runs;
    }

    private static String style(Shown run) {
        String style = (run.bold() ? "b " : "")
                + (run.dim() ? "d " : "")
                + (run.color() == Shown.USUAL ? "" : "c" + run.color());
        return style.isEmpty() ? "" : " class=\"" + style.strip() + "\"";
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
