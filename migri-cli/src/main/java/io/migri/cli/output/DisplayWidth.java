package io.migri.cli.output;

/** How many columns of a terminal a text takes: East Asian characters and emoji take two, combining marks none. */
public final class DisplayWidth {

    private DisplayWidth() {}

    public static int of(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            width += of(text.codePointAt(i));
        }
        return width;
    }

    private static int of(int character) {
        if (character < 0x300) {
            return 1;
        }
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(character) ? 2 : 1;
    }

    /** The ranges that Unicode's EastAsianWidth.txt calls wide, without the rare ones. */
    private static boolean isWide(int character) {
        return within(character, 0x1100, 0x115f)
                || within(character, 0x2e80, 0xa4cf)
                || within(character, 0xac00, 0xd7a3)
                || within(character, 0xf900, 0xfaff)
                || within(character, 0xfe30, 0xfe6f)
                || within(character, 0xff00, 0xff60)
                || within(character, 0xffe0, 0xffe6)
                || within(character, 0x1f300, 0x1f64f)
                || within(character, 0x1f680, 0x1f6ff)
                || within(character, 0x1f900, 0x1faff)
                || within(character, 0x20000, 0x3fffd);
    }

    private static boolean within(int character, int first, int last) {
        return first <= character && character <= last;
    }
}
