/** Jars of other makers: which are taken, and which are refused because others can change them. */
@NullMarked
package io.migri.cli.plugin;

import org.jspecify.annotations.NullMarked;
