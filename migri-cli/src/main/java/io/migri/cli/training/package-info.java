/** What a JVM runs once so that its classes can be put into an archive, from which later runs start in a blink. */
@NullMarked
package io.migri.cli.training;

import org.jspecify.annotations.NullMarked;
