package io.github.plimsoll.target.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.github.plimsoll.fact.LimitedStream;
import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Says in a few words, for a person, what an exception means. */
final class Failures {

    static final String TOO_LATE = "no complete answer in time";

    /** What an engine sends to a client whose certificate is missing or does not please it, by version of TLS and of Go. */
    private static final Pattern REFUSED =
            Pattern.compile("(?i)received fatal alert: (\\w*certificate\\w*|unknown_ca)");

    private Failures() {}

    static String describe(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String known = known(cause);
            if (!known.isEmpty()) {
                return known;
            }
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return oneLine(root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage());
    }

    private static String known(Throwable cause) {
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
        if (cause instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof UnknownHostException) {
            return "the host name is not known";
        }
        if (cause instanceof NoRouteToHostException) {
            return "there is no route to the host";
        }
        if (cause instanceof SocketTimeoutException || cause instanceof InterruptedIOException) {
            return TOO_LATE;
        }
        if (cause instanceof LimitedStream.TooLarge) {
            return "the answer " + cause.getMessage();
        }
        if (cause instanceof EOFException) {
            return oneLine(String.valueOf(cause.getMessage()));
        }
        return cause instanceof SocketException ? connecting(cause) : tls(cause);
    }

    /** The JDK tells these apart by message only. */
    private static String connecting(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.contains("timed out")) {
            return TOO_LATE;
        }
        if (message.contains("No such file")) {
            return "there is no such file";
        }
        if (message.contains("Permission denied")) {
            return "permission denied";
        }
        if (message.contains("Broken pipe") || message.contains("Connection reset")) {
            return "the engine broke off the connection";
        }
        return cause instanceof ConnectException && message.contains("refused") ? "connection refused" : "";
    }

    private static String tls(Throwable cause) {
        boolean expired = cause instanceof CertPathValidatorException path
                && path.getReason() == CertPathValidatorException.BasicReason.EXPIRED;
        if (expired || cause instanceof CertificateExpiredException) {
            return "the engine's certificate has expired";
        }
        if (cause instanceof CertPathBuilderException || cause instanceof CertPathValidatorException) {
            return "the engine's certificate was not issued by an authority trusted here";
        }
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof CertificateException
                && (message.contains("subject alternative") || message.contains("No name"))) {
            return "the engine's certificate is for another name";
        }
        if (cause instanceof SSLException && message.contains("Unsupported or unrecognized SSL message")) {
            return "what answers does not speak TLS";
        }
        return cause instanceof SSLException && REFUSED.matcher(message).find()
                ? "the engine demands a client certificate it trusts"
                : "";
    }

    /** Text from elsewhere, cut to a length that one line takes. */
    static String oneLine(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= 200 ? line : line.substring(0, 200) + "...";
    }

    /** An address without the user and password in it. */
    static String withoutUser(String address) {
        return oneLine(address).replaceAll("//[^/]*@", "//");
    }
}
