package io.github.plimsoll.target.probe;

import io.github.plimsoll.fact.LimitedStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/** Says in a few words, for a person, why a look came to nothing. */
final class Failure {

    private static final int LONGEST = 200;

    private Failure() {}

    static String describe(IOException failure) {
        if (failure instanceof SocketTimeoutException) {
            return "no complete answer in time";
        }
        if (failure instanceof UnknownHostException) {
            return "the host name is not known here";
        }
        if (failure instanceof NoRouteToHostException) {
            return "there is no route to the host";
        }
        if (failure instanceof LimitedStream.TooLarge) {
            return "the answer " + failure.getMessage();
        }
        String message = String.valueOf(failure.getMessage());
        return failure instanceof ConnectException && message.contains("refused")
                ? "connection refused"
                : oneLine(message);
    }

    /** Text from elsewhere, cut to a length that one line takes. */
    static String oneLine(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
