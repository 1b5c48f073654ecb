package io.migri.python.jep;

import java.io.IOException;
import java.nio.file.Path;
import jep.ClassEnquirer;
import jep.JepConfig;
import jep.JepException;
import jep.MainInterpreter;
import jep.PyConfig;
import jep.SharedInterpreter;

/**
 * The embedding by <a href="https://github.com/ninia/jep/wiki">Jep</a>. It is made by {@link JepClasses}, so it and its library are
 * of one version.
 */
final class JepEmbedding implements Embedding {

    JepEmbedding() {}

    @Override
    public void configure(Path library, Path program, boolean utf8) {
        PyConfig configuration = utf8 ? inUtf8(program) : PyConfig.isolated();
        configuration
                .setProgramName(program.toString())
                .setUseEnvironment(false)
                .setUserSiteDirectory(false);
        MainInterpreter.setJepLibraryPath(library.toString());
        MainInterpreter.setInitParams(configuration);
        try {
            SharedInterpreter.setConfig(new JepConfig().setClassEnquirer(new NoJavaPackages()));
        } catch (JepException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An isolated configuration never turns to UTF-8, but arguments can isolate one that does. */
    private static PyConfig inUtf8(Path program) {
        return PyConfig.python().setParseArgv(true).setArgv(program.toString(), "-I", "-X", "utf8");
    }

    @Override
    public EmbeddedInterpreter open() throws IOException {
        try {
            return new JepInterpreter(new SharedInterpreter());
        } catch (JepException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Migrations are Python; finding out which packages Java has takes longer than all else at the start. */
    private static final class NoJavaPackages implements ClassEnquirer {

        @Override
        public boolean isJavaPackage(String name) {
            return false;
        }

        @Override
        public String[] getClassNames(String packageName) {
            return new String[0];
        }

        @Override
        public String[] getSubPackages(String packageName) {
            return new String[0];
        }
    }
}
