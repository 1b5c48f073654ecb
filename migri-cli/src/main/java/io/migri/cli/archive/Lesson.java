package io.migri.cli.archive;

import java.util.List;

/**
 * One command line that is run in training.
 *
 * @param line its words
 * @param status what it ends with if all is well
 * @param said part of what it prints then
 */
record Lesson(List<String> line, int status, String said) {}
