/** Tests of where scripts go. */
@NullMarked
package io.migri.cli.script;

import org.jspecify.annotations.NullMarked;
