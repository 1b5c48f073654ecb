package io.migri.cli.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ParagraphTest {

    @Test
    void breaksBetweenWordsAndBeginsFurtherLinesWithTheMargin() {
        assertEquals("note: one two\n  three four\n  five", "note: " + text("one two three four five", 13, 6));
        assertEquals("one two three", text("one two three", 13, 0));
        assertEquals("one two\n  three", text("one two three", 12, 0));
    }

    @Test
    void aWordThatIsTooLongStaysWhole() {
        assertEquals("a\n  0123456789\n  b", text("a 0123456789 b", 6, 0));
        assertEquals("0123456789", text("0123456789", 6, 4));
    }

    @Test
    void wideCharactersTakeTwoColumns() {
        assertEquals("\u6ce8\u6587 ab", text("\u6ce8\u6587 ab", 7, 0));
        assertEquals("\u6ce8\u6587\n  ab", text("\u6ce8\u6587 ab", 6, 0));
    }

    @Test
    void linesOfTheTextStayLinesAndBlanksStayBlanks() {
        assertEquals("a\n  b  c", text("a\nb  c", 20, 0));
        assertEquals("a  b", text("a  b", 20, 0));
    }

    @Test
    void aProgramGetsEachTextAsItIs() {
        String text = "a ".repeat(500);
        assertEquals(text, Paragraph.UNBROKEN.text(text, 10, "  "));
    }

    private static String text(String text, int width, int taken) {
        return new Paragraph(width).text(text, taken, "  ");
    }
}
