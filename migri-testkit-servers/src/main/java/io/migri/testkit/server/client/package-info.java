/** The client programs of the database products' makers, which say what a script means. Stands above the servers. */
@NullMarked
package io.migri.testkit.server.client;

import org.jspecify.annotations.NullMarked;
