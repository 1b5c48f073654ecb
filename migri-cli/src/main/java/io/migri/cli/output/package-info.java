/**
 * The one place that writes to the terminal, and how texts look there: secrets hidden, colours, widths. Knows no command
 * line and no run.
 */
@NullMarked
package io.migri.cli.output;

import org.jspecify.annotations.NullMarked;
