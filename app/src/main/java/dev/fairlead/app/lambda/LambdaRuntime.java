package dev.fairlead.app.lambda;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;

import java.nio.file.Path;
import java.security.Security;
import java.util.Map;
import java.util.Optional;

/**
 * Runs {@link LambdaFunction} where no managed runtime does, such as in a container image: AWS's
 * runtime interface client makes the function, asks for events and reports what became of them.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-image.html">Lambda: Java
 *     functions with container images</a>
 */
public final class LambdaRuntime {
    private static final String API = "AWS_LAMBDA_RUNTIME_API";
    private static final String FUNCTION = LambdaFunction.class.getName();

    /** The client makes the function without arguments, so that the file's name goes this way. */
    private static final String CONFIGURATION = "fairlead.config";

    private static final String DISABLED_TLS = "jdk.tls.disabledAlgorithms";

    private LambdaRuntime() {}

    /** What an image starts: the function alone, without the command line's classes. */
    public static void main(String[] arguments) throws Exception {
        System.exit(run(Optional.empty()));
    }

    /** Whether this process is to be a function. */
    public static boolean isHere(Map<String, String> environment) {
        return !environment.getOrDefault(API, "").isBlank();
    }

    /**
     * Answers events until something is so broken that Lambda has to start another process. A wrong
     * configuration is told to Lambda, and ends the process.
     *
     * @param configuration the file, instead of what the environment names
     * @return the exit code
     */
    public static int run(Optional<Path> configuration) throws Exception {
        configuration.ifPresent(file -> System.setProperty(CONFIGURATION, file.toString()));
        keepTlsStrict();
        try {
            AWSLambda.main(new String[] {FUNCTION});
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        return 1;
    }

    /** What the command line named. */
    static Optional<Path> configuration() {
        return Optional.ofNullable(System.getProperty(CONFIGURATION)).map(Path::of);
    }

    /** The client's class allows ciphers of 2018 again as soon as it is loaded; we need none. */
    private static void keepTlsStrict() throws ClassNotFoundException {
        String own = Security.getProperty(DISABLED_TLS);
        Class.forName(AWSLambda.class.getName());
        Security.setProperty(DISABLED_TLS, own);
    }
}
