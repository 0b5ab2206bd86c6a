package io.github.plimsoll.target.image;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An archive in the layout of OCI, blobs in the order of their names, as a containerd store writes it. */
final class Oci {

    private final Map<String, byte[]> blobs = new TreeMap<>();
    private final List<String> manifests = new ArrayList<>();
    private String savedManifest = "";

    /** Adds a blob and returns its digest. */
    String blob(byte[] content) {
        String digest = Digest.of(content);
        blobs.put("blobs/" + digest.replace(':', '/'), content);
        return digest;
    }

    String blob(String content) {
        return blob(content.getBytes(StandardCharsets.UTF_8));
    }

    /** Puts another content under a name. */
    Oci replaced(String digest, byte[] content) {
        blobs.put("blobs/" + digest.replace(':', '/'), content);
        return this;
    }

    /** Adds an image and returns the digest of its manifest. */
    String image(String config, List<byte[]> packedLayers) {
        List<String> layers = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        for (byte[] layer : packedLayers) {
            String digest = blob(layer);
            layers.add("{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar\",\"digest\":\"" + digest + "\"}");
            paths.add("blobs/" + digest.replace(':', '/'));
        }
        String configDigest = blob(config);
        String manifest = blob("{\"schemaVersion\":2,\"config\":{\"digest\":\"" + configDigest + "\"},\"layers\":["
                + String.join(",", layers) + "]}");
        savedManifest = "[{\"Config\":\"blobs/" + configDigest.replace(':', '/') + "\",\"Layers\":["
                + Archives.quoted(paths) + "]}]";
        return manifest;
    }

    /** Names a manifest in an index of its own, together with an attestation about it; returns the index's digest. */
    String withAttestation(String manifest, String predicateType) {
        String statement =
                blob("{\"_type\":\"https://in-toto.io/Statement/v0.1\",\"big\":\"" + "x".repeat(100_000) + "\"}");
        String attestation = blob("{\"schemaVersion\":2,\"config\":{\"digest\":\"" + blob("{}")
                + "\"},\"layers\":[{\"digest\":\"" + statement + "\",\"annotations\":{\"in-toto.io/predicate-type\":\""
                + predicateType + "\"}}]}");
        return blob("{\"schemaVersion\":2,\"manifests\":[{\"digest\":\"" + manifest + "\"},{\"digest\":\"" + attestation
                + "\",\"annotations\":{\"vnd.docker.reference.type\":\"attestation-manifest\"}}]}");
    }

    Oci indexed(String digest) {
        manifests.add("{\"digest\":\"" + digest + "\"}");
        return this;
    }

    byte[] bytes() {
        return tar().file("manifest.json", savedManifest).bytes();
    }

    /** Without the description that docker adds for its older self. */
    byte[] purely() {
        return tar().bytes();
    }

    private Tar tar() {
        Tar tar = new Tar().directory("blobs/", 0755).directory("blobs/sha256/", 0755);
        blobs.forEach((path, content) -> tar.file(path, 0444, content));
        return tar.file("index.json", "{\"schemaVersion\":2,\"manifests\":[" + String.join(",", manifests) + "]}")
                .file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}");
    }
}
