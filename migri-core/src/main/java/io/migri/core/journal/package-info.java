/**
 * What an unfinished migration has noted down, and where the next run goes on. Sends nothing by itself.
 *
 * <p>An <em>entry</em> is a row of the journal. A <em>mark</em> is what is sent to write or change one, at its place among the statements of
 * the script.
 */
@NullMarked
package io.migri.core.journal;

import org.jspecify.annotations.NullMarked;
