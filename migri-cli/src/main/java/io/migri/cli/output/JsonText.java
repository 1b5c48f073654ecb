package io.migri.cli.output;

/** JSON for files, which no terminal writes. Secrets are to be taken out before. */
public final class JsonText {
    private JsonText() {}

    /** Maps, lists, texts, numbers, booleans, and null for what is empty. */
    public static String of(Object value) {
        return Json.text(value);
    }
}
