package io.github.plimsoll.target.docker;

import static io.github.plimsoll.target.Scripts.raw;

/** What an engine answers that has nothing on it. */
final class HonestHost {

    private HonestHost() {}

    static void on(FakeDaemon daemon) {
        daemon.answers(
                "/_ping", raw("HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nOstype: linux\r\nContent-Length: 2\r\n\r\nOK"));
        daemon.answers("/version", "{'Version': '20.10.24', 'ApiVersion': '1.41', 'MinAPIVersion': '1.12'}");
        daemon.answers(
                "/info",
                "{'ID': 'AAAA:BBBB', 'ServerVersion': '20.10.24', 'OSType': 'linux', 'Swarm': {'LocalNodeState': 'inactive'}}");
        daemon.answers("/containers/json", "[]");
        daemon.answers("/images/json", "[]");
        daemon.answers("/networks", "[]");
        daemon.answers("/volumes", "{'Volumes': null}");
        daemon.answers("/plugins", "[]");
        daemon.answers("/system/df", "{'Images': null}");
    }
}
