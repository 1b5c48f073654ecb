package io.migri.documents;

import java.util.ArrayList;
import java.util.List;

/** What a terminal shows of what a program has written. It knows the control sequences that Migri uses, and refuses all others. */
final class Screen {
    private static final char ESCAPE = '\u001b';

    private final List<List<Shown>> lines = new ArrayList<>();
    private List<Shown> line = new ArrayList<>();
    private int at;
    private Shown style = Shown.NOTHING;

    private Screen() {}

    /** Each line, in cells of a letter each. */
    static List<List<Shown>> of(String written) {
        Screen screen = new Screen();
        screen.show(written);
        if (!screen.line.isEmpty()) {
            screen.lines.add(screen.line);
        }
        return screen.lines;
    }

    /** A line without its styles. */
    static String text(List<Shown> line) {
        StringBuilder text = new StringBuilder();
        line.forEach(shown -> text.append(shown.text()));
        return text.toString();
    }

    private void show(String written) {
        int[] letters = written.codePoints().toArray();
        for (int i = 0; i < letters.length; i++) {
            switch (letters[i]) {
                case '\r' -> at = 0;
                case '\n' -> {
                    lines.add(line);
                    line = new ArrayList<>();
                    at = 0;
                }
                case ESCAPE -> i = control(letters, i + 1);
                default -> put(Character.toString(letters[i]));
            }
        }
    }

    private void put(String letter) {
        Shown cell = style.with(letter);
        if (at < line.size()) {
            line.set(at, cell);
        } else {
            line.add(cell);
        }
        at++;
    }

    /** Obeys the sequence that begins at {@code from}, and returns where it ends. */
    private int control(int[] letters, int from) {
        int end = from + 1;
        while (letters[end] < '@') {
            end++;
        }
        String given = new String(letters, from + 1, end - from - 1);
        if (letters[from] == '[' && letters[end] == 'm') {
            for (String code : given.isEmpty() ? new String[] {"0"} : given.split(";", -1)) {
                style = style.styled(Integer.parseInt(code));
            }
        } else if (letters[from] == '[' && letters[end] == 'J') {
            line = new ArrayList<>(line.subList(0, Math.min(at, line.size())));
        } else if (letters[end] != 'h' && letters[end] != 'l') {
            throw new IllegalArgumentException("no sequence that is known here: " + given + (char) letters[end]);
        }
        return end;
    }
}
