/** A script in place of a database: what a run would send is written down for the database's own client program. */
@NullMarked
package io.migri.core.client;

import org.jspecify.annotations.NullMarked;
