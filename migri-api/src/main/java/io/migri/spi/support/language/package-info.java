/** The language of a database, declared rather than programmed: its quotes, comments and words. Knows no database. */
@NullMarked
package io.migri.spi.support.language;

import org.jspecify.annotations.NullMarked;
