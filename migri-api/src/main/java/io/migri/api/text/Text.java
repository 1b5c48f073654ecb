package io.migri.api.text;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A text for people that may name options and operations. {@link #toString} has the words of the Java API; a program with an interface of
 * its own asks for {@link #in its own}.
 */
public record Text(List<Part> parts) implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Wording JAVA = new JavaWording();

    public Text {
        parts = List.copyOf(parts);
    }

    /**
     * A text of {@code parts}, as if they were joined by {@code +}.
     *
     * @param parts references, other texts, and whatever else has a {@code toString}
     */
    public static Text of(Object... parts) {
        List<Part> all = new ArrayList<>(parts.length);
        for (Object part : parts) {
            if (part instanceof Text text) {
                all.addAll(text.parts);
            } else {
                all.add(part instanceof Part known ? known : new Words(part.toString()));
            }
        }
        return new Text(all);
    }

    /** The texts one after the other, with {@code separator} between them. */
    public static Text joined(String separator, List<Text> texts) {
        List<Object> all = new ArrayList<>();
        for (Text text : texts) {
            if (!all.isEmpty()) {
                all.add(separator);
            }
            all.add(text);
        }
        return of(all.toArray());
    }

    /** The text in the words of one interface. */
    public String in(Wording wording) {
        if (parts.size() == 1 && parts.get(0) instanceof Words words) {
            return words.text();
        }
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(part instanceof Words words ? words.text() : wording.of((Reference) part));
        }
        return text.toString();
    }

    /** Whether there is nothing to read. */
    public boolean isEmpty() {
        return toString().isEmpty();
    }

    /** What stands before the first line end, without blanks before that. */
    public Text firstLine() {
        List<Part> line = new ArrayList<>();
        for (Part part : parts) {
            int end = part instanceof Words words ? words.text().indexOf('\n') : -1;
            if (end >= 0) {
                line.add(new Words(((Words) part).text().substring(0, end).stripTrailing()));
                break;
            }
            line.add(part);
        }
        return new Text(line);
    }

    /** The text in the words of the Java API. */
    @Override
    public String toString() {
        return in(JAVA);
    }
}
