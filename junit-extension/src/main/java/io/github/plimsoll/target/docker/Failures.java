package io.github.plimsoll.target.docker;

import io.github.plimsoll.target.Reasons;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Says in a few words, for a person, what an exception means. */
final class Failures {

    /** What an engine sends to a client whose certificate is missing or does not please it, by version of TLS and of Go. */
    private static final Pattern REFUSED =
            Pattern.compile("(?i)received fatal alert: (\\w*certificate\\w*|unknown_ca)");

    private Failures() {}

    static String describe(Throwable failure) {
        return Reasons.of(failure, Failures::known);
    }

    private static String known(Throwable cause) {
        if (cause instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof EOFException) {
            return Reasons.oneLine(String.valueOf(cause.getMessage()));
        }
        return Stream.of(
                        Reasons.ofAnswer(cause),
                        Reasons.ofTheWay(cause),
                        connecting(cause),
                        Reasons.ofCertificate(cause, "engine", "trusted here"),
                        refusing(cause))
                .filter(reason -> !reason.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** The JDK tells these apart by message only. */
    private static String connecting(Throwable cause) {
        if (!(cause instanceof SocketException)) {
            return "";
        }
        String message = String.valueOf(cause.getMessage());
        if (message.contains("timed out")) {
            return Reasons.TOO_LATE;
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

    private static String refusing(Throwable cause) {
        return cause instanceof SSLException
                        && REFUSED.matcher(String.valueOf(cause.getMessage())).find()
                ? "the engine demands a client certificate it trusts"
                : "";
    }

    /** An address without the user and password in it. */
    static String withoutUser(String address) {
        return Reasons.oneLine(address).replaceAll("//[^/]*@", "//");
    }
}
