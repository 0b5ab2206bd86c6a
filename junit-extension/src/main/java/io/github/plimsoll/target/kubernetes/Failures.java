package io.github.plimsoll.target.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.github.plimsoll.fact.LimitedStream;
import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Says in a few words, for a person, what an exception means. */
final class Failures {

    static final String TOO_LATE = "no complete answer in time";

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
        if (cause instanceof LimitedStream.TooLarge) {
            return "the answer " + cause.getMessage();
        }
        if (cause instanceof NoSuchFileException missing) {
            return "there is no file " + oneLine(String.valueOf(missing.getFile()));
        }
        if (cause instanceof AccessDeniedException denied) {
            return "permission denied for " + oneLine(String.valueOf(denied.getFile()));
        }
        return cause instanceof SSLException || cause instanceof java.security.GeneralSecurityException
                ? tls(cause)
                : connecting(cause);
    }

    private static String connecting(Throwable cause) {
        if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
            return "the host name is not known";
        }
        if (cause instanceof NoRouteToHostException) {
            return "there is no route to the host";
        }
        if (cause instanceof HttpTimeoutException
                || cause instanceof TimeoutException
                // Nothing but the deadline takes a request back.
                || cause instanceof CancellationException
                || cause instanceof InterruptedIOException) {
            return TOO_LATE;
        }
        if (cause instanceof EOFException) {
            return "the answer breaks off";
        }
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof ConnectException) {
            // Of a name that does not resolve the JDK's client says so in a cause, and of a closed port nothing at all.
            return cause.getCause() == null || cause.getCause() instanceof ClosedChannelException
                    ? "connection refused"
                    : "";
        }
        if (message.contains("header parser received no bytes") || message.contains("Connection reset")) {
            return "the server broke off the connection";
        }
        if (message.contains("bytes received") || message.contains("chunked transfer encoding")) {
            return "the answer breaks off";
        }
        return message.contains("Invalid status line") || message.contains("Unexpected frame")
                ? "what answers does not speak HTTP"
                : "";
    }

    private static String tls(Throwable cause) {
        boolean expired = cause instanceof CertPathValidatorException path
                && path.getReason() == CertPathValidatorException.BasicReason.EXPIRED;
        if (expired || cause instanceof CertificateExpiredException) {
            return "the server's certificate has expired";
        }
        if (cause instanceof CertPathBuilderException || cause instanceof CertPathValidatorException) {
            return "the server's certificate was not issued by an authority that the kubeconfig trusts";
        }
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof CertificateException
                && (message.contains("subject alternative") || message.contains("No name"))) {
            return "the server's certificate is for another name";
        }
        return cause instanceof SSLException && message.contains("nrecognized SSL message")
                ? "what answers does not speak TLS"
                : "";
    }

    /** Text from elsewhere, cut to a length that one line takes. */
    static String oneLine(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= 200 ? line : line.substring(0, 200) + "...";
    }
}
