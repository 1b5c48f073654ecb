/** How texts are fitted to the width of a terminal. */
@NullMarked
package io.migri.cli.layout;

import org.jspecify.annotations.NullMarked;
