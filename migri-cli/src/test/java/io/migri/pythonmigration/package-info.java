/** Migrations in Python as a person at a shell meets them: one transaction with their row, and words for what goes wrong. */
@NullMarked
package io.migri.pythonmigration;

import org.jspecify.annotations.NullMarked;
