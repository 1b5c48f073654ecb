/** How the process ends: its exit statuses, and what signals do to it. */
@NullMarked
package io.migri.cli.exit;

import org.jspecify.annotations.NullMarked;
