/** The Migri that is running: its version, where it is, and which files it keeps for its user. */
@NullMarked
package io.migri.cli.installation;

import org.jspecify.annotations.NullMarked;
