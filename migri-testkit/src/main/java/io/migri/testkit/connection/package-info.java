/** Connections that a contract needs beside the fixture's own, and the ways to them. Knows no contract. */
@NullMarked
package io.migri.testkit.connection;

import org.jspecify.annotations.NullMarked;
