package io.github.plimsoll.target.kubernetes;

import io.github.plimsoll.target.Reasons;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Says in a few words, for a person, what an exception means. */
final class Failures {

    private Failures() {}

    static String describe(Throwable failure) {
        return describe(failure, "server");
    }

    /** @param server what the other side is called */
    static String describe(Throwable failure, String server) {
        return Reasons.of(failure, cause -> known(cause, server));
    }

    /** Whether a server said that it ends the connection, as one does that is about to stop, and those of providers do now and then. */
    static boolean isOfAConnectionWoundUp(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains("GOAWAY")) {
                return true;
            }
        }
        return false;
    }

    private static String known(Throwable cause, String server) {
        if (cause instanceof NoSuchFileException missing) {
            return "there is no file " + Reasons.oneLine(String.valueOf(missing.getFile()));
        }
        if (cause instanceof AccessDeniedException denied) {
            return "permission denied for " + Reasons.oneLine(String.valueOf(denied.getFile()));
        }
        return Stream.of(
                        Reasons.ofAnswer(cause),
                        Reasons.ofTheWay(cause),
                        Reasons.ofCertificate(cause, server, "that the kubeconfig trusts"),
                        connecting(cause))
                .filter(reason -> !reason.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String connecting(Throwable cause) {
        if (cause instanceof SSLException || cause instanceof GeneralSecurityException) {
            return "";
        }
        if (cause instanceof UnresolvedAddressException) {
            return "the host name is not known";
        }
        if (cause instanceof HttpTimeoutException
                || cause instanceof TimeoutException
                // Nothing but the deadline takes a request back.
                || cause instanceof CancellationException) {
            return Reasons.TOO_LATE;
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
        if (isOfAConnectionWoundUp(cause)) {
            return "the server ended its connections";
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
}
