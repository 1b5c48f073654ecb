/** What was found out, as tables, texts and JSON. */
@NullMarked
package io.migri.cli.report;

import org.jspecify.annotations.NullMarked;
