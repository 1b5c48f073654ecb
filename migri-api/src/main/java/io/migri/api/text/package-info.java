/** Texts for people, which name what a reader can set or call in the words of the reader's own interface. Knows nothing else of Migri. */
@NullMarked
package io.migri.api.text;

import org.jspecify.annotations.NullMarked;
