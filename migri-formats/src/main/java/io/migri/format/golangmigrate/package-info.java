/** Migrations of golang-migrate: a file for each half, in the order of the numbers. */
@NullMarked
package io.migri.format.golangmigrate;

import org.jspecify.annotations.NullMarked;
