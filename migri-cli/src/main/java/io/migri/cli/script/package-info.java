/** Where the script goes that {@code migri sql} writes. */
@NullMarked
package io.migri.cli.script;

import org.jspecify.annotations.NullMarked;
