/** What several formats need: files by name, read line by line, and sources made of them. */
@NullMarked
package io.migri.format.file;

import org.jspecify.annotations.NullMarked;
