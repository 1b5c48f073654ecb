/** Services that run builds read what programs print, and obey some of it. */
@NullMarked
package io.migri.cli.order;

import org.jspecify.annotations.NullMarked;
