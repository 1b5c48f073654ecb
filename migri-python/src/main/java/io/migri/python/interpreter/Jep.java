package io.migri.python.interpreter;

import java.nio.file.Path;

/**
 * A Jep that is installed beside an interpreter.
 *
 * @param jar its Java half
 * @param library its native half; of one version with the jar, because they came together
 */
public record Jep(String version, Path jar, Path library) {}
