/** What is found out about the surroundings of a run: the server, the connection, an interpreter. Knows neither sessions nor runs. */
@NullMarked
package io.migri.spi.examination;

import org.jspecify.annotations.NullMarked;
