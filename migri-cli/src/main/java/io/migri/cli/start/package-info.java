/** The first steps: where one is, and what a new project needs. Connects to nothing. */
@NullMarked
package io.migri.cli.start;

import org.jspecify.annotations.NullMarked;
