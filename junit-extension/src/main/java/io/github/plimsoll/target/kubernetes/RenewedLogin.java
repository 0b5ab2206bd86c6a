package io.github.plimsoll.target.kubernetes;

import io.fabric8.kubernetes.client.OAuthTokenProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The token of a program, which is run again once that token has ended: an audit may take longer than it is good for. */
final class RenewedLogin implements OAuthTokenProvider {

    private final LoginProgram program;
    private HandedOut handedOut;
    private boolean renews;
    private @Nullable IOException failure;

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
            renew();
        }
        if (failure != null) {
            throw new UncheckedIOException(failure);
        }
        return handedOut.token();
    }

    private void renew() {
        try {
            handedOut = program.run();
            // One that hands out what is over, by this machine's clock, is not asked before every request.
            renews = !handedOut.isOver();
        } catch (IOException e) {
            renews = false;
            failure = new IOException("the program `" + program.command() + "` " + e.getMessage());
        }
    }
}
