/** What a Python that runs migrations is, whichever it is: what it is asked, what it answers, and the sources that it runs. */
@NullMarked
package io.migri.python.engine;

import org.jspecify.annotations.NullMarked;
