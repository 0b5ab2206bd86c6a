package io.github.plimsoll.target.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.LimitedStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program by which a user of a kubeconfig logs in, run as {@code kubectl} runs it where nobody sits before it. The client library
 * would run it in a shell, wait for it without end, and forget until when its credentials are good.
 */
final class LoginProgram {

    private static final int LARGEST = 1 << 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode exec;
    private final Map<String, String> environment;
    private final Duration patience;

    /** @param exec what the kubeconfig says of it */
    LoginProgram(JsonNode exec, Map<String, String> environment, Duration patience) {
        this.exec = exec;
        this.environment = environment;
        this.patience = patience;
    }

    String command() {
        return exec.path("command").asText("");
    }

    /** @throws IOException if it hands out nothing, with what happened to it */
    HandedOut run() throws IOException {
        return handedOut(output(started()));
    }

    private Process started() throws IOException {
        List<String> command = new ArrayList<>(List.of(command()));
        exec.path("args").forEach(argument -> command.add(argument.asText()));
        // What it says beside its answer is for a person, and may be secret.
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("KUBERNETES_EXEC_INFO", asked());
        exec.path("env")
                .forEach(variable -> builder.environment()
                        .put(
                                variable.path("name").asText(),
                                variable.path("value").asText()));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IOException("cannot be started", e);
        }
    }

    /** By this a program knows in which version to answer, and that nobody can be asked for a password. */
    private String asked() {
        ObjectNode asked = JsonNodeFactory.instance.objectNode();
        asked.put("apiVersion", exec.path("apiVersion").asText("")).put("kind", "ExecCredential");
        asked.putObject("spec").put("interactive", false);
        return asked.toString();
    }

    private byte[] output(Process process) throws IOException {
        process.getOutputStream().close();
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(process, answer), "plimsoll-login");
        reader.setDaemon(true);
        reader.start();
        try {
            byte[] output = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (process.exitValue() != 0) {
                throw new IOException("ended with status " + process.exitValue());
            }
            return output;
        } catch (TimeoutException e) {
            throw new IOException("did not end in time", e);
        } catch (ExecutionException e) {
            throw new IOException("answered too much, or broke off", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("was interrupted", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static void read(Process process, CompletableFuture<byte[]> answer) {
        try (InputStream stream = new LimitedStream(process.getInputStream(), LARGEST)) {
            byte[] output = stream.readAllBytes();
            process.waitFor();
            answer.complete(output);
        } catch (IOException | InterruptedException e) {
            answer.completeExceptionally(e);
        }
    }

    private HandedOut handedOut(byte[] output) throws IOException {
        JsonNode credential;
        try {
            credential = JSON.readTree(output);
        } catch (IOException e) {
            // Not the cause: it may quote what was handed out.
            throw new IOException("did not answer with JSON");
        }
        if (!credential.path("kind").asText().equals("ExecCredential")
                || !credential
                        .path("apiVersion")
                        .asText()
                        .equals(exec.path("apiVersion").asText())) {
            throw new IOException("did not answer with an ExecCredential of "
                    + exec.path("apiVersion").asText());
        }
        HandedOut handedOut = HandedOut.of(credential.path("status"));
        if (handedOut.isNothing()) {
            throw new IOException("handed out no credentials");
        }
        return handedOut;
    }
}
