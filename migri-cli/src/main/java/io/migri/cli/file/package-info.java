/**
 * Files that say what options and variables leave open: {@code .env} and {@code migri.toml}. They may come with a
 * checkout, from anybody.
 */
@NullMarked
package io.migri.cli.file;

import org.jspecify.annotations.NullMarked;
