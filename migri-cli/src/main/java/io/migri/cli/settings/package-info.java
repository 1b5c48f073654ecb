/** What the settings of a command line mean: each is read and checked here, in one place. */
@NullMarked
package io.migri.cli.settings;

import org.jspecify.annotations.NullMarked;
