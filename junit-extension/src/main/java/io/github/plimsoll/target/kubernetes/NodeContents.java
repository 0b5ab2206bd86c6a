package io.github.plimsoll.target.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.kubernetes.component.Etcd;
import io.github.plimsoll.target.Reasons;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is made of the texts of a node's files and of its command lines, whoever read them. */
final class NodeContents {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern ADDRESSES = Pattern.compile("(IPAddress[A-Za-z]*)\\s*=\\s*(.*)");

    private final ObjectRedactor redactor;

    NodeContents(ObjectRedactor redactor) {
        this.redactor = redactor;
    }

    static ObjectNode unreadable(String reason) {
        return JsonNodeFactory.instance.objectNode().put("unreadable", reason);
    }

    /** @throws JsonProcessingException if the text is no YAML */
    static JsonNode yaml(String text) throws JsonProcessingException {
        return YAML.readTree(text);
    }

    static String notYaml(JsonProcessingException e) {
        return "it is no YAML: " + Reasons.oneLine(e.getOriginalMessage());
    }

    /** What a configuration file says. */
    ObjectNode setting(String text) {
        try {
            JsonNode content = redactor.redact("", yaml(text));
            ObjectNode setting = JsonNodeFactory.instance.objectNode().put("exists", true);
            setting.set("content", content);
            return setting;
        } catch (JsonProcessingException e) {
            return unreadable(notYaml(e));
        }
    }

    /** What a unit says in the section of its service of addresses; each setting with its words in their order, an empty one for nothing. */
    static ObjectNode unit(String text) {
        ObjectNode unit = JsonNodeFactory.instance.objectNode();
        ObjectNode content = unit.put("exists", true).putObject("content");
        boolean service = false;
        for (String line :
                text.replaceAll("\\\\\n", " ").lines().map(String::strip).toList()) {
            Matcher setting = ADDRESSES.matcher(line);
            if (line.startsWith("[")) {
                service = line.equals("[Service]");
            } else if (service && setting.matches()) {
                ArrayNode words = content.withArrayProperty(setting.group(1));
                List.of(setting.group(2).split("\\s+")).forEach(words::add);
            }
        }
        return unit;
    }

    /** The certificates in a file. */
    static ObjectNode certificates(String pem) {
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        try {
            for (Certificate certificate : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))) {
                X509Certificate x509 = (X509Certificate) certificate;
                entries.addObject()
                        .put("subject", x509.getSubjectX500Principal().getName())
                        .put("issuer", x509.getIssuerX500Principal().getName())
                        .put("notBefore", x509.getNotBefore().toInstant().toString())
                        .put("notAfter", x509.getNotAfter().toInstant().toString())
                        .put("sha256", sha256(x509.getEncoded()));
            }
        } catch (CertificateException e) {
            return unreadable("what is in it is no certificate: " + Reasons.oneLine(String.valueOf(e.getMessage())));
        }
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        file.set("certificates", entries);
        return file;
    }

    /**
     * A program of the node.
     *
     * @param words its command line, itself first
     * @param variables those of its environment that stand for flags; empty if they are not known
     */
    record Program(long uid, List<String> words, Optional<Map<String, String>> variables) {

        String name() {
            return nameOf(words);
        }

        /** The name of the program that a command line starts. */
        static String nameOf(List<String> words) {
            return words.get(0).substring(words.get(0).lastIndexOf('/') + 1);
        }

        /** Its command line, with the flags that its variables stand for. */
        List<String> flags() {
            List<String> flags = new ArrayList<>(words);
            variables
                    .orElse(Map.of())
                    .forEach((variable, value) -> flags.add("--" + Etcd.flagOf(variable) + "=" + value));
            return flags;
        }
    }

    /** The programs of the cluster that run as the node's own. */
    ObjectNode processes(List<Program> programs) {
        ObjectNode processes = JsonNodeFactory.instance.objectNode();
        ArrayNode entries = processes.putArray("processes");
        for (Program program : programs) {
            ObjectNode entry =
                    entries.addObject().put("program", program.name()).put("uid", program.uid());
            ArrayNode arguments = entry.putArray("args");
            program.words().forEach(word -> arguments.add(redactor.flag(word)));
            program.variables().ifPresent(variables -> {
                ObjectNode kept = entry.putObject("variables");
                variables.forEach((name, value) -> kept.put(name, redactor.variable(name, value)));
            });
        }
        return processes;
    }

    /** A document without its secrets. */
    Document document(JsonNode json) {
        return Document.of(redactor.redact("", json));
    }

    private static String sha256(byte[] encoded) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
