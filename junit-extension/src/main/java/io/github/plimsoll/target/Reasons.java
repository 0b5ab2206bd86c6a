package io.github.plimsoll.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.github.plimsoll.fact.LimitedStream;
import java.io.InterruptedIOException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.function.Function;
import javax.net.ssl.SSLException;

/** Says in a few words, for a person, what an exception means; targets add what only their own clients throw. */
public final class Reasons {

    public static final String TOO_LATE = "no complete answer in time";

    private static final int LONGEST = 200;

    private Reasons() {}

    /**
     * What the first cause that is known means, else what the last one says.
     *
     * @param meaning of one cause; empty if it is not known
     */
    public static String of(Throwable failure, Function<Throwable, String> meaning) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String known = meaning.apply(cause);
            if (!known.isEmpty()) {
                return known;
            }
            root = cause;
        }
        return oneLine(root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage());
    }

    /** What is wrong with an answer; empty if it is something else that failed. */
    public static String ofAnswer(Throwable cause) {
        if (cause instanceof StreamConstraintsException) {
            return oneLine(String.valueOf(cause.getMessage())).contains("depth")
                    ? "the answer is nested too deep"
                    : "the answer is larger than an honest one";
        }
        if (cause instanceof JsonEOFException) {
            return "the answer breaks off";
        }
        if (cause instanceof JsonProcessingException) {
            return "the answer is not JSON";
        }
        return cause instanceof LimitedStream.TooLarge ? "the answer " + cause.getMessage() : "";
    }

    /** What is wrong with the way to a host; empty if it is something else that failed. */
    public static String ofTheWay(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return "the host name is not known";
        }
        if (cause instanceof NoRouteToHostException) {
            return "there is no route to the host";
        }
        return cause instanceof InterruptedIOException ? TOO_LATE : "";
    }

    /**
     * What is wrong with the certificate of a server; empty if it is something else that failed.
     *
     * @param server what it is called, for example {@code engine}
     * @param trusting who says which authorities are trusted
     */
    public static String ofCertificate(Throwable cause, String server, String trusting) {
        boolean expired = cause instanceof CertPathValidatorException path
                && path.getReason() == CertPathValidatorException.BasicReason.EXPIRED;
        String certificate = "the " + server + "'s certificate ";
        if (expired || cause instanceof CertificateExpiredException) {
            return certificate + "has expired";
        }
        if (cause instanceof CertPathBuilderException || cause instanceof CertPathValidatorException) {
            return certificate + "was not issued by an authority " + trusting;
        }
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof CertificateException
                && (message.contains("subject alternative") || message.contains("No name"))) {
            return certificate + "is for another name";
        }
        return cause instanceof SSLException && message.contains("nrecognized SSL message")
                ? "what answers does not speak TLS"
                : "";
    }

    /** Text from elsewhere, cut to a length that one line takes. */
    public static String oneLine(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
