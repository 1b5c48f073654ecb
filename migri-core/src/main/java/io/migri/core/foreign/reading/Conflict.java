package io.migri.core.foreign.reading;

import io.migri.api.Migration;

/**
 * Something that a plain run would do, and the tool that the files were written for would not.
 *
 * @param file the one that shows it
 * @param line one-based
 * @param text that line, where it says so; else empty
 * @param message a sentence that names the file and the tool
 * @param undoes whether the run would execute what undoes another part of the directory
 */
public record Conflict(Migration file, int line, String text, String message, boolean undoes) {}
