package io.migri.dialect.mysql;

import java.util.ArrayList;
import java.util.List;

/** The string literals in a line of JSON, in order. */
final class JsonStrings {
    private JsonStrings() {}

    static List<String> of(String json) {
        List<String> strings = new ArrayList<>();
        for (int at = json.indexOf('"'); at >= 0; at = json.indexOf('"', at)) {
            StringBuilder text = new StringBuilder();
            at++;
            while (json.charAt(at) != '"') {
                at = json.charAt(at) == '\\' ? escape(json, at + 1, text) : plain(json, at, text);
            }
            at++;
            strings.add(text.toString());
        }
        return strings;
    }

    private static int plain(String json, int at, StringBuilder text) {
        text.append(json.charAt(at));
        return at + 1;
    }

    private static int escape(String json, int at, StringBuilder text) {
        char letter = json.charAt(at);
        if (letter == 'u') {
            text.append((char) Integer.parseInt(json.substring(at + 1, at + 5), 16));
            return at + 5;
        }
        int control = "bfnrt".indexOf(letter);
        text.append(control < 0 ? letter : "\b\f\n\r\t".charAt(control));
        return at + 1;
    }
}
