package io.github.plimsoll.target.kubernetes;

import io.fabric8.kubernetes.client.OAuthTokenProvider;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The token of a program, which is run again once that token has ended: an audit may take longer than it is good for. */
final class RenewedLogin implements OAuthTokenProvider {

    private final LoginProgram program;
    private HandedOut handedOut;
    private boolean renews;

    /** @throws IOException if the program hands out nothing, with what happened to it */
    RenewedLogin(LoginProgram program) throws IOException {
        this.program = program;
        this.handedOut = program.run();
        this.renews = !handedOut.isOver();
    }

    /** The credentials as they are now. */
    synchronized HandedOut handedOut() {
        return handedOut;
    }

    @Override
    public synchronized String getToken() {
        if (renews && handedOut.isOver()) {
            try {
                handedOut = program.run();
            } catch (IOException e) {
                throw new UncheckedIOException("the program `" + program.command() + "` " + e.getMessage(), e);
            }
            // One that hands out what is over, by this machine's clock, is not asked before every request.
            renews = !handedOut.isOver();
        }
        return handedOut.token();
    }
}
