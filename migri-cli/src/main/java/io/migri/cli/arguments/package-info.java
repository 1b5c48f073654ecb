/** What can be typed: settings, the form of a command, and how a command line is read. Knows no command, and nothing that runs. */
@NullMarked
package io.migri.cli.arguments;

import org.jspecify.annotations.NullMarked;
