package io.github.plimsoll.fact.kubernetes.files;

import io.github.plimsoll.fact.Reading;

/** The file to which an API server writes records of requests. */
public final class AuditLogFile extends NodeFile {

    AuditLogFile(Reading file) {
        super(file);
    }
}
